import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/**
 * The width a chart may use. Measured before the first paint, so that nothing jumps;
 * `fallback` is only seen where there is no layout (tests).
 */
export function useWidth<E extends HTMLElement>(fallback = 640): [ref: RefObject<E | null>, width: number] {
  const ref = useRef<E>(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const next = Math.floor(element.clientWidth);
      if (next > 0) setWidth(next);
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
