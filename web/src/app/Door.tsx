import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../i18n/languages";
import { Brand } from "./Brand";
import styles from "./Door.module.css";

/** The frame of pages for whoever is not inside yet: set-up, sign-in, invitation, nothing here. */
export function Door({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <div className={styles.door}>
      <header>
        <Brand />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.languages}>
        {languages.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={i18n.language === each}
            onClick={() => void i18n.changeLanguage(each)}
          >
            {languageNames[each]}
          </button>
        ))}
      </footer>
    </div>
  );
}
