/** What one test file did, in the words of whichever runner ran it. */
export type TestResult = {
  readonly file: string;
  readonly title: string;
  readonly passed: boolean;
  readonly ms: number;
};

type VitestReport = {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; duration?: number }[];
  }[];
};

/**
 * Vitest's JSON report. Whatever did not pass has failed: a skipped test is a missing part. A file that could not run is one
 * failure. In a run of `only` some tests, the report calls the others skipped; they are left out.
 */
export function vitestResults(report: VitestReport, only?: string): TestResult[] {
  const wanted = only === undefined ? undefined : new RegExp(only);
  return report.testResults.flatMap((file) => {
    const asked = file.assertionResults.filter((test) => wanted?.test(test.fullName) ?? true);
    const tests = asked.map((test) => ({
      file: file.name,
      title: test.fullName,
      passed: test.status === "passed",
      ms: test.duration ?? 0,
    }));
    const broken = file.status !== "passed" && tests.every((test) => test.passed);
    return broken ? [...tests, { file: file.name, title: "the file itself", passed: false, ms: 0 }] : tests;
  });
}

type PlaywrightSuite = {
  title: string;
  file: string;
  specs: { title: string; tests: { status: string; results: { duration: number }[] }[] }[];
  suites?: PlaywrightSuite[];
};
type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] };

/**
 * Playwright's JSON report. Only `expected` has passed: flaky and skipped count as failed, so does each error outside a test;
 * that `only` matched nothing is none.
 */
export function playwrightResults(report: PlaywrightReport, only?: string): TestResult[] {
  const errors = report.errors.filter(({ message }) => only === undefined || !/No tests found/.test(message ?? ""));
  return [
    ...report.suites.flatMap(resultsOfSuite),
    ...errors.map(() => ({ file: "e2e", title: "an error outside the tests", passed: false, ms: 0 })),
  ];
}

function resultsOfSuite(suite: PlaywrightSuite): TestResult[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => ({
      file: suite.file,
      title: spec.title,
      passed: test.status === "expected",
      ms: test.results.reduce((sum, result) => sum + result.duration, 0),
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(resultsOfSuite)];
}
