import { useTranslation } from "react-i18next";
import { useFormat } from "../../../../lib/useFormat";
import { CheckboxGroup } from "../../../../ui/Checkbox";
import { TextField } from "../../../../ui/TextField";
import { useChannels, type Wishes } from "../../queries";
import styles from "./contacts.module.css";
import { WEEKDAYS, wishesSaid } from "./wishes";

/** How somebody wants to be left in peace; what was chosen is said back in a sentence. */
export function WishesFields({ wishes, onChange }: { wishes: Wishes; onChange: (wishes: Wishes) => void }) {
  const { t } = useTranslation("clients");
  const format = useFormat();
  const channels = useChannels().data ?? [];
  const set = (part: Partial<Wishes>) => onChange({ ...wishes, ...part });
  const said = wishesSaid(
    t,
    { list: format.list, channel: (key) => channels.find((one) => one.key === key)?.label ?? key },
    wishes,
  );
  const number = (text: string, most: number) => Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
  const quiet = wishes.quiet_hours;
  const setQuiet = (part: { from?: string; to?: string }) => {
    const next = { from: quiet?.from ?? "00:00", to: quiet?.to ?? "00:00", ...part };
    set({ quiet_hours: next.from === next.to ? null : next });
  };
  return (
    <fieldset className={styles.set}>
      <legend>{t("wishes.legend")}</legend>
      <div className={styles.groups}>
        {channels.length > 0 && (
          <CheckboxGroup
            label={t("wishes.channels")}
            value={wishes.unwanted_channels}
            onChange={(unwanted_channels) => set({ unwanted_channels })}
            options={channels}
          />
        )}
        <CheckboxGroup
          label={t("wishes.days")}
          value={wishes.quiet_days.map(String)}
          onChange={(days) => set({ quiet_days: days.map(Number) })}
          options={WEEKDAYS.map((day) => ({ key: String(day), label: t(`weekday.${day}`) }))}
        />
      </div>
      <div className={styles.four}>
        <TextField
          label={t("wishes.from")}
          type="time"
          value={quiet?.from ?? ""}
          onChange={(from) => setQuiet({ from: from || "00:00" })}
        />
        <TextField
          label={t("wishes.until")}
          type="time"
          value={quiet?.to ?? ""}
          onChange={(to) => setQuiet({ to: to || "00:00" })}
        />
        <TextField
          label={t("wishes.times")}
          inputMode="numeric"
          value={wishes.limit ? String(wishes.limit.messages) : ""}
          onChange={(text) =>
            set({
              limit: text.trim() === "" ? null : { messages: number(text, 100), days: wishes.limit?.days ?? 30 },
            })
          }
        />
        <TextField
          label={t("wishes.window")}
          inputMode="numeric"
          isDisabled={!wishes.limit}
          value={wishes.limit ? String(wishes.limit.days) : ""}
          onChange={(text) => set({ limit: { messages: wishes.limit?.messages ?? 1, days: number(text, 366) } })}
        />
      </div>
      <TextField
        label={t("wishes.words")}
        hint={t("wishes.wordsHint")}
        lines={2}
        maxLength={1000}
        value={wishes.words ?? ""}
        onChange={(words) => set({ words: words === "" ? null : words })}
      />
      <p className={styles.wishes} data-none={said.length === 0 || undefined} aria-live="polite">
        {said.length > 0 ? said.join("; ") : t("wishes.none")}
      </p>
    </fieldset>
  );
}
