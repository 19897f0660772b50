import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Checkbox } from "../../../../ui/Checkbox";
import { ErrorState } from "../../../../ui/ErrorState";
import { SkeletonRows } from "../../../../ui/Skeleton";
import { Tabs } from "../../../../ui/Tabs";
import { questionsQuery, type Suggested } from "../queries";
import styles from "./discovery.module.css";
import { WordingField } from "./WordingField";

const DEPTHS = ["1", "2", "3"] as const;

type Props = { asked: readonly string[]; suggested: Suggested | undefined; onAsk: (asked: string[]) => void };

/** Open questions from easy to deep; never locked, only suggested. One's own are checked for leading words. */
export function QuestionBank({ asked, suggested, onAsk }: Props) {
  const { t, i18n } = useTranslation("loyalty/expectations");
  const bank = useQuery(questionsQuery);
  const [chosen, setChosen] = useState<(typeof DEPTHS)[number] | null>(null);
  const depth = chosen ?? (String(suggested?.depth ?? 1) as (typeof DEPTHS)[number]);
  const [own, setOwn] = useState("");
  const mine = asked.filter((key) => !bank.data?.some((question) => question.key === key));
  const add = () => {
    const text = own.trim();
    if (text === "" || asked.includes(text)) return;
    onAsk([...asked, text]);
    setOwn("");
  };
  return (
    <aside className={styles.bank} aria-labelledby="bank">
      <h2 id="bank">{t("session.ask")}</h2>
      <p className="soft">{t("session.askHint")}</p>
      {bank.error ? (
        <ErrorState level={3} error={bank.error} onRetry={() => bank.refetch()} />
      ) : !bank.data ? (
        <SkeletonRows rows={6} height={36} />
      ) : (
        <Tabs
          label={t("form.depth")}
          selected={depth}
          onSelect={(key) => setChosen(key as typeof depth)}
          items={DEPTHS.map((key) => ({
            key,
            label: t(`depth.${key}`),
            count: suggested && String(suggested.depth) === key ? t("session.suggested") : undefined,
          }))}
        >
          <ul className={styles.questions}>
            {bank.data
              .filter((question) => String(question.depth) === depth)
              .map((question) => (
                <li key={question.key}>
                  <Checkbox
                    isSelected={asked.includes(question.key)}
                    onChange={(on) =>
                      onAsk(on ? [...asked, question.key] : asked.filter((key) => key !== question.key))
                    }
                  >
                    {i18n.language === "de" ? question.de : question.en}
                  </Checkbox>
                </li>
              ))}
          </ul>
          {suggested && String(suggested.depth) === depth && (
            <p className="soft small">{t(`because.${suggested.because}`)}</p>
          )}
        </Tabs>
      )}
      {mine.length > 0 && (
        <ul className={styles.questions}>
          {mine.map((text) => (
            <li key={text}>
              <Checkbox isSelected onChange={() => onAsk(asked.filter((key) => key !== text))}>
                {text}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      <WordingField
        label={t("say.question")}
        hint={t("say.questionHint")}
        placeholder={t("say.questionPlaceholder")}
        value={own}
        onChange={setOwn}
        onEnter={add}
      />
      <Button size="s" isDisabled={own.trim() === ""} onPress={add}>
        {t("say.questionAdd")}
      </Button>
    </aside>
  );
}
