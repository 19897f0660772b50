import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { TextField } from "../../../../ui/TextField";
import { wordingQuery } from "../queries";
import styles from "./discovery.module.css";
import { better, isQuestion, piecesOf } from "./marks";

/** A moment of rest in typing: long enough not to ask for every letter. */
const REST = 250;

type Props = {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
};

/** A question as it is being worded: what leads, presses or asks twice is underlined with its reason. It never blocks. */
export function WordingField({ label, hint, placeholder, value, onChange, onEnter }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const rested = useRested(useDeferredValue(value.trim()));
  const check = useQuery({
    ...wordingQuery(rested),
    enabled: rested.length > 3,
    placeholderData: keepPreviousData,
    retry: false,
  });
  // Old findings don't belong to new words.
  const flags = rested === value.trim() && rested.length > 3 ? (check.data ?? []) : [];
  const text = value.trim();
  return (
    <div className={styles.wording}>
      <TextField
        label={label}
        hint={hint}
        placeholder={placeholder}
        lines={2}
        value={value}
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <div aria-live="polite" className={styles.findings}>
        {flags.length > 0 && (
          <>
            <p className={styles.marked} aria-hidden="true">
              {piecesOf(text, flags).map((piece, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no name but their place
                piece.flag ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
              )}
            </p>
            <p className="sr">{t("flag.found", { count: flags.length })}</p>
            <ul>
              {flags.map((flag) => (
                <li key={`${flag.from}${flag.kind}`}>
                  <span>
                    <b>{t("quoted", { words: [...text].slice(flag.from, flag.to).join("") })}</b>{" "}
                    {t(`flag.${flag.kind}`)}
                    {`: ${t(`why.${flag.why}`)}`}
                    {flag.better && (
                      <>
                        {" "}
                        <span className="soft">{t("flag.better")}</span> {t("quoted", { words: flag.better })}
                      </>
                    )}
                  </span>
                  {flag.better && isQuestion(flag.better) && (
                    <Button size="s" look="quiet" onPress={() => onChange(better(text, flag))}>
                      {t("flag.use")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
        {check.data && flags.length === 0 && rested === text && text.length > 3 && (
          <p className="soft small">{t("flag.fine")}</p>
        )}
      </div>
    </div>
  );
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
