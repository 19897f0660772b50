import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "../../../ui/Checkbox";
import { ErrorLine } from "../../../ui/ErrorState";
import styles from "./ladder.module.css";
import { type Standing, whatIfQuery } from "./queries";
import { Reasons } from "./Reasons";
import { RungWord } from "./RungWord";

/** Where the client would stand if what is short were met, or a plus-one were felt. Nothing is kept. */
export function WhatIf({ clientId, standing }: { clientId: string; standing: Standing }) {
  const { t } = useTranslation("loyalty/ladder");
  const [met, setMet] = useState<readonly string[]>([]);
  const [plusOne, setPlusOne] = useState(false);
  const open = standing.items.filter((it) => it.expectation !== null && (it.delta === null || it.delta < 0));
  const supposed = { met: met.map((expectation) => ({ expectation, delta: 0 })), plus_one: plusOne };
  const asked = met.length > 0 || plusOne;
  const answer = useQuery({ ...whatIfQuery(clientId, supposed), enabled: asked });
  return (
    <div className={styles.whatIf}>
      <p className="small soft">{t("whatIf.what")}</p>
      {open.map((it) => {
        const id = it.expectation ?? "";
        return (
          <Checkbox
            key={id}
            isSelected={met.includes(id)}
            onChange={(on) => setMet(on ? [...met, id] : met.filter((other) => other !== id))}
          >
            {t("whatIf.met", { words: it.words ?? "" })}
          </Checkbox>
        );
      })}
      <Checkbox isSelected={plusOne} onChange={setPlusOne}>
        {t("whatIf.plusOne")}
      </Checkbox>
      <div className={styles.answer} aria-live="polite">
        {answer.error ? (
          <ErrorLine error={answer.error} />
        ) : asked && answer.data ? (
          <>
            <p>
              {t("whatIf.then")} <RungWord rung={answer.data.rung} size={14} />
            </p>
            <Reasons reasons={answer.data.reasons} />
          </>
        ) : (
          <p className="faint">{t("whatIf.choose")}</p>
        )}
      </div>
    </div>
  );
}
