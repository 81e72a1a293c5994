import { chromiumLaunch } from "@paceline/testkit/chromium";
import { synapseEnvironment } from "@paceline/testkit/synapse";

// A step of `npm test`: Synapse and Chromium are there before the tests, each of which would wait for them.
await chromiumLaunch();
await synapseEnvironment();
