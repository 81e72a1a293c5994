import "@paceline/engine/worker";
