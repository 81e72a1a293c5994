import css from "./RouteArt.module.css";

const RINGS = Array.from({ length: 9 }, (_, at) => at);

/** Contour lines and a route: the mood of the app, drawn with the tokens. Decorative. */
export function RouteArt() {
  return (
    <svg className={css.art} viewBox="0 0 600 900" preserveAspectRatio="xMidYMid slice">
      <rect width="600" height="900" className={css.land} />
      {RINGS.map((at) => (
        <path
          key={at}
          className={css.contour}
          d={`M${-60 + at * 6} ${120 + at * 92}c90 ${-70 + at * 7} 170 ${60 - at * 9} 270 ${-10 + at * 5}s190 ${-90 + at * 16} 290 ${-20 - at * 3} 150 ${30 - at * 4} 210 ${-16 + at * 6}`}
        />
      ))}
      <path
        className={css.water}
        d="M-40 700c110-90 190-60 290-20s210 90 390-40v130c-150 90-260 80-390 20s-190-60-290 30z"
      />
      <path
        className={css.casing}
        d="M150 690C110 560 250 560 250 420s70-250 180-210 60 180 30 270-20 210-130 236-170 40-180-26z"
      />
      <path
        className={css.route}
        d="M150 690C110 560 250 560 250 420s70-250 180-210 60 180 30 270-20 210-130 236-170 40-180-26z"
      />
      <circle className={css.start} cx="150" cy="690" r="13" />
    </svg>
  );
}
