import type { CSSProperties, ReactNode } from "react";
import styles from "./Hatch.module.css";

/** The ground of what is not known: nobody asked, no plan, too few. Words on it lie on a patch of page. */
export function Hatch({ children, style, fine }: { children?: ReactNode; style?: CSSProperties; fine?: boolean }) {
  return (
    <span className={styles.hatch} data-fine={fine || undefined} style={style}>
      {children && <span className={styles.words}>{children}</span>}
    </span>
  );
}

/** The same hatch inside SVG: put it in `<defs>` once a drawing and fill with `url(#id)`. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="2" height="6" fill="var(--unknown)" fillOpacity="0.42" />
    </pattern>
  );
}
