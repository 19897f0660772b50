/** The languages that are complete. A catalog without a text fails a test. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, string> = { en: "English", de: "Deutsch" };

const key = "touchstone.language";

/** The first of the wishes that we speak: "de-AT" is German. English otherwise. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const short = wish?.toLowerCase().split(/[-_]/)[0];
    const found = languages.find((language) => language === short);
    if (found) return found;
  }
  return "en";
}

/** What this browser last used, then what it is set to. The person's own choice comes with `Me` and wins. */
export function browserLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(key);
  } catch {
    // Storage may be forbidden.
  }
  return pickLanguage([kept, ...navigator.languages]);
}

export function keepLanguage(language: string): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // The choice then lasts as long as the page.
  }
}
