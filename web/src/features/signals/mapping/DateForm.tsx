import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../lib/useFormat";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import type { FixedDate } from "./document";
import styles from "./Form.module.css";

type DateFormProps = { date: FixedDate | undefined; onSave: (date: FixedDate) => void; onClose: () => void };

/** The parts of the date that no column holds. */
export function DateForm({ date, onSave, onClose }: DateFormProps) {
  const { t } = useTranslation("signals");
  const { locale } = useFormat();
  const [year, setYear] = useState(date?.year?.toString() ?? "");
  const [month, setMonth] = useState(date?.month?.toString() ?? "none");
  const [day, setDay] = useState(date?.day?.toString() ?? "none");
  const readable = year.trim() === "" || /^(19|20)\d\d$/.test(year.trim());
  const months = Array.from({ length: 12 }, (_, at) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, at, 1))),
  );
  const numberOf = (text: string) => (text === "none" || text.trim() === "" ? undefined : Number(text));
  return (
    <Dialog title={t("date.title")} open onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!readable) return;
          const parts = { year: numberOf(year), month: numberOf(month), day: numberOf(day) };
          onSave(Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
        }}
      >
        <p className={styles.hint}>{t("date.hint")}</p>
        <TextField
          label={t("date.year")}
          inputMode="numeric"
          value={year}
          onChange={setYear}
          error={readable ? undefined : t("date.yearWrong")}
        />
        <div className={styles.pair}>
          <Select
            label={t("date.month")}
            value={month}
            onChange={setMonth}
            options={[
              { key: "none", label: t("date.inFile") },
              ...months.map((label, at) => ({ key: String(at + 1), label })),
            ]}
          />
          <Select
            label={t("date.day")}
            value={day}
            onChange={setDay}
            options={[
              { key: "none", label: t("date.inFile") },
              ...Array.from({ length: 31 }, (_, at) => ({ key: String(at + 1), label: String(at + 1) })),
            ]}
          />
        </div>
        <Acts>
          <Button onPress={onClose}>{t("form.cancel")}</Button>
          <Button look="go" type="submit" isDisabled={!readable}>
            {t("date.save")}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}
