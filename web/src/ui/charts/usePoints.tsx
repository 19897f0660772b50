import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import styles from "./charts.module.css";

interface Tip {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Points of a chart that can be reached with the keyboard: one tab stop for the chart, arrows between its points.
 * Whoever sees a point's mark gets its details by pointing at it; whoever hears it gets the same words as its label.
 */
export function usePoints(count: number) {
  const [current, setCurrent] = useState(0);
  const [tip, setTip] = useState<Tip | null>(null);
  const nodes = useRef(new Map<number, SVGGElement>());
  const id = useId();

  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    setCurrent(next);
    nodes.current.get(next)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step: Record<string, number> = {
      ArrowRight: current + 1,
      ArrowDown: current + 1,
      ArrowLeft: current - 1,
      ArrowUp: current - 1,
      Home: 0,
      End: count - 1,
    };
    if (event.key === "Escape") setTip(null);
    const to = step[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };

  /** Spread on the `<g>` of point `index`, whose mark stands at (x, y) in the chart. */
  const pointProps = (index: number, label: string, x: number, y: number) => ({
    ref: (node: SVGGElement | null) => {
      if (node) nodes.current.set(index, node);
      else nodes.current.delete(index);
    },
    role: "img",
    "aria-label": label,
    tabIndex: index === Math.min(current, count - 1) ? 0 : -1,
    className: styles.point,
    onKeyDown,
    onFocus: () => {
      setCurrent(index);
      setTip({ index, x, y });
    },
    onBlur: () => setTip(null),
    onPointerEnter: () => setTip({ index, x, y }),
    onPointerLeave: () => setTip(null),
  });

  const renderTip = (width: number, describe: (index: number) => ReactNode): ReactNode => {
    if (!tip) return null;
    const side = tip.x < width / 3 ? "start" : tip.x > (width * 2) / 3 ? "end" : "middle";
    return (
      <div
        id={`${id}-tip`}
        className={styles.tip}
        data-side={side}
        aria-hidden="true"
        style={{ left: tip.x, top: tip.y }}
      >
        {describe(tip.index)}
      </div>
    );
  };

  return { pointProps, renderTip, active: tip?.index ?? null };
}
