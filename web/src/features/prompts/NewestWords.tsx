import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Sign } from "../../ui/Sign";
import { Time } from "../../ui/Time";
import type { Words } from "./queries";
import styles from "./today.module.css";

const felt = {
  short: { standing: "dissatisfied", tone: "short" },
  expected: { standing: "satisfied", tone: "ok" },
  beyond: { standing: "loyal", tone: "loyal" },
} as const;

/** The newest words of clients, as they wrote them. */
export function NewestWords({ words, zone }: { words: readonly Words[]; zone: string }) {
  const { t } = useTranslation("prompts");
  if (words.length === 0) return null;
  return (
    <section>
      <h2 className={styles.sec}>{t("words.title")}</h2>
      <ul className={styles.words}>
        {words.map((one) => {
          const kind = one.felt;
          return (
            <li key={`${one.at} ${one.client.id}`}>
              <q>{one.words}</q>
              <p>
                {kind && (
                  <b className={felt[kind].tone}>
                    <Sign standing={felt[kind].standing} size={11} /> {t(`words.${kind}`)}
                    {" · "}
                  </b>
                )}
                <Link to="/clients/$clientId" params={{ clientId: one.client.id }}>
                  {one.client.name}
                </Link>
                <br />
                {one.touchpoint ? `${one.touchpoint.label}, ` : ""}
                <Time at={one.at} zone={zone} />
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
