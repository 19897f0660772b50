import { useEffect, useRef, useState } from "react";
import { Input, SearchField } from "react-aria-components";
import { useTranslation } from "react-i18next";
import fields from "../../../ui/Field.module.css";
import styles from "./list.module.css";

/** Long enough for the next letter of somebody who types, short enough to feel at once. */
const pauseMs = 150;

/** Finds as one types. The address follows a moment later, so that every letter is not a step of its own. */
export function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation("clients");
  const [text, setText] = useState(value);
  const told = useRef(value);
  // Back, forward and "clear filters" change the address from outside.
  if (value !== told.current) {
    told.current = value;
    if (text.trim() !== value) setText(value);
  }
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    const plain = text.trim();
    if (plain === told.current) return;
    const timer = setTimeout(() => {
      told.current = plain;
      tell.current(plain);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <SearchField aria-label={t("list.search")} className={styles.search ?? ""} value={text} onChange={setText}>
      <Input className={fields.input ?? ""} placeholder={t("list.searchHint")} />
    </SearchField>
  );
}
