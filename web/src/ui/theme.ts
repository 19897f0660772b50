import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark";

// The same key and rule as public/theme.js, which runs before the first paint.
const key = "touchstone.theme";
const listeners = new Set<() => void>();
const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

function read(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

let choice: Theme = read();

function apply(): void {
  const dark = choice === "dark" || (choice === "system" && systemDark.matches);
  const root = document.documentElement;
  // A colour that goes over slowly stands meanwhile under words that have changed at once, and can't be read.
  root.dataset.switching = "";
  root.dataset.theme = dark ? "dark" : "light";
  // The first frame draws the other theme; only after it may anything move again.
  requestAnimationFrame(() => requestAnimationFrame(() => delete root.dataset.switching));
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", dark ? "#171513" : "#f7f5f1");
}

systemDark.addEventListener("change", apply);

export function setTheme(next: Theme): void {
  choice = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // The choice then lasts as long as the page.
  }
  apply();
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
  );
}
