import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./page.module.css";
import type { SectionName } from "./sections";

/** The ways to the parts of the page; it stays in sight, and shows where one is. */
export function PartsNav({ name, parts }: { name: string; parts: readonly SectionName[] }) {
  const { t } = useTranslation("clients");
  const at = usePartInSight(parts);
  const list = useRef<HTMLUListElement>(null);
  // On a phone the row is longer than the screen: it follows the page, only sideways.
  useEffect(() => {
    const row = list.current;
    const here = row?.querySelector<HTMLElement>("[aria-current]");
    if (row && here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  });
  return (
    <nav aria-label={t("page.parts", { name })} className={styles.parts}>
      <ul ref={list}>
        {parts.map((id) => (
          <li key={id}>
            <a href={`#${id}`} data-words={t(`nav.${id}`)} aria-current={id === at ? "location" : undefined}>
              {t(`nav.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The part whose top has last passed the upper third of the window, in the order of the row. */
function usePartInSight(parts: readonly SectionName[]): SectionName | undefined {
  const [at, setAt] = useState<SectionName | undefined>(undefined);
  const key = parts.join(" ");
  useEffect(() => {
    let asked = 0;
    const look = () => {
      asked = 0;
      // At the top the first part is in sight whatever the height of the window.
      const line = window.scrollY < 8 ? -1 : window.innerHeight / 3;
      const tops = (key.split(" ") as SectionName[])
        .map((id) => ({ id, top: document.getElementById(id)?.getBoundingClientRect().top ?? Infinity }))
        .filter(({ top }) => top <= line);
      const last = Math.max(...tops.map(({ top }) => top));
      // Of two that begin side by side the one read first.
      setAt(tops.find(({ top }) => top > last - 8)?.id ?? (key.split(" ")[0] as SectionName));
    };
    const onScroll = () => {
      asked ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onScroll, { passive: true });
    return () => {
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onScroll);
      if (asked) cancelAnimationFrame(asked);
    };
  }, [key]);
  return at;
}
