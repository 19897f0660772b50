import i18next, { type BackendModule, type CustomTypeOptions } from "i18next";
import { initReactI18next } from "react-i18next";
import { browserLanguage, keepLanguage } from "./languages";

// One small file per noun and language, fetched when a page of that noun opens.
const catalogs = import.meta.glob<Record<string, unknown>>("../{app,ui/charts,features/*,features/*/*}/texts.*.json", {
  import: "default",
});

const backend: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, done) {
    const load = catalogs[pathOf(namespace, language)];
    if (!load) return done(new Error(`no texts ${namespace}.${language}`), null);
    load().then(
      (texts) => done(null, texts),
      (error: unknown) => done(error as Error, null),
    );
  },
};

function pathOf(namespace: string, language: string): string {
  if (namespace === "app") return `../app/texts.${language}.json`;
  if (namespace === "charts") return `../ui/charts/texts.${language}.json`;
  return `../features/${namespace}/texts.${language}.json`;
}

export const i18n = i18next;

/** Resolves when the shell's texts are there. */
export async function startTexts(): Promise<void> {
  i18n.on("languageChanged", keepLanguage);
  await i18n
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: browserLanguage(),
      ns: ["app"],
      defaultNS: "app",
      // Both languages are complete (a test says so), so a second catalog as a fallback would only cost time.
      fallbackLng: false,
      load: "languageOnly",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
      showSupportNotice: false,
    });
}

/** The catalogs beside the shell's: one for a noun, or for one thing of a noun that has many (`design/plans`). */
type FeatureTexts = Exclude<keyof CustomTypeOptions["resources"], "app">;

/** Fetches a noun's texts ahead of its page, beside the page's code instead of after it. */
export async function loadTexts(...namespaces: FeatureTexts[]): Promise<void> {
  await i18n.loadNamespaces(namespaces);
}
