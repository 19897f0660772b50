import { type RefObject, useEffect } from "react";

const GAP = 16;

/**
 * A side column that stays in view while a long table is worked through. One taller than the window first
 * scrolls to its end and stays there, so that nothing of it is out of reach.
 */
export function useStickyTop(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const place = () => {
      box.style.top = `${Math.min(GAP, window.innerHeight - box.offsetHeight - GAP)}px`;
    };
    const watch = new ResizeObserver(place);
    watch.observe(box);
    window.addEventListener("resize", place);
    place();
    return () => {
      watch.disconnect();
      window.removeEventListener("resize", place);
    };
  }, [ref]);
}
