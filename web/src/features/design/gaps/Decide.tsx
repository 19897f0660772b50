import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../app/me";
import { Button } from "../../../ui/Button";
import { Form } from "../../../ui/Form";
import { Popover } from "../../../ui/Popover";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import { dayIn, isoDay } from "./days";
import styles from "./gaps.module.css";
import { type Finding, useColleagues } from "./queries";
import { useDecide } from "./useDecide";
import { useGapWords } from "./useGapWords";

/** People have about two weeks to look at a plan. */
const REVIEW_DAYS = 14;

/** Who looks after it and by when; the label may be another one. */
export function AcceptForm({ finding, onDone }: { finding: Finding; onDone?: () => void }) {
  const { t } = useTranslation("design/gaps");
  const words = useGapWords();
  const { person } = useMe();
  const colleagues = useColleagues();
  const decide = useDecide();
  const people = colleagues.data ?? [];
  const [owner, setOwner] = useState<string | null>(null);
  const me = people.find(({ id }) => id === person.id) ?? people[0];
  const chosen = owner ?? me?.id ?? null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    if (chosen === null) return;
    const label = String(form.get("label") ?? "").trim() || words.title(finding);
    const review_by = String(form.get("review_by"));
    decide.run(finding, { kind: "accept", label, owner: chosen, review_by }, onDone);
  };
  return (
    <Form onSubmit={submit}>
      {!finding.suggestion.existing && (
        <TextField label={t("accept.label")} name="label" defaultValue={words.title(finding)} isRequired />
      )}
      <div className={styles.pair}>
        <Select
          label={t("accept.owner")}
          options={people.map(({ id, name }) => ({ key: id, label: name }))}
          value={chosen}
          onChange={setOwner}
        />
        <TextField
          label={t("accept.reviewBy")}
          name="review_by"
          type="date"
          defaultValue={dayIn(REVIEW_DAYS, new Date())}
          isRequired
        />
      </div>
      <div className={styles.acts}>
        <Button type="submit" look="go" size="s" pending={decide.pending} isDisabled={chosen === null}>
          {t(finding.suggestion.existing ? "accept.use" : "accept.do")}
        </Button>
        <Dismiss finding={finding} />
        <Snooze finding={finding} />
      </div>
    </Form>
  );
}

const REASONS = ["done", "other", "never", "wrong"] as const;

/** Says why it is no gap: one of the usual reasons, or words of one's own. */
export function Dismiss({ finding }: { finding: Finding }) {
  const { t } = useTranslation("design/gaps");
  const decide = useDecide();
  const dismiss = (reason: string, close: () => void) => decide.run(finding, { kind: "dismiss", reason }, close);
  return (
    <Popover
      label={t("dismiss.title")}
      trigger={
        <Button look="quiet" size="s">
          {t("dismiss.open")}
        </Button>
      }
    >
      {(close) => (
        <div className={styles.reasons}>
          <p className={styles.soft}>{t("dismiss.learned")}</p>
          {REASONS.map((reason) => (
            <Button key={reason} look="plain" size="s" wide onPress={() => dismiss(t(`dismiss.${reason}`), close)}>
              {t(`dismiss.${reason}`)}
            </Button>
          ))}
          <Form
            onSubmit={(event) => {
              // The popover lies elsewhere on the page, but React still tells the form around its button.
              event.stopPropagation();
              const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
              if (reason) dismiss(reason, close);
            }}
          >
            <TextField label={t("dismiss.own")} name="reason" lines={2} maxLength={500} isRequired />
            <Button type="submit" size="s" pending={decide.pending}>
              {t("dismiss.do")}
            </Button>
          </Form>
        </div>
      )}
    </Popover>
  );
}

const WAITS = [
  ["week", 7],
  ["month", 30],
  ["quarter", 91],
] as const;

/** Puts it off for a while; it comes back by itself. */
export function Snooze({ finding }: { finding: Finding }) {
  const { t } = useTranslation("design/gaps");
  const decide = useDecide();
  const snooze = (until: string, close: () => void) => decide.run(finding, { kind: "snooze", until }, close);
  const tomorrow = dayIn(1, new Date());
  return (
    <Popover
      label={t("snooze.title")}
      trigger={
        <Button look="quiet" size="s">
          {t("snooze.open")}
        </Button>
      }
    >
      {(close) => (
        <div className={styles.reasons}>
          {WAITS.map(([name, days]) => (
            <Button key={name} look="plain" size="s" wide onPress={() => snooze(dayIn(days, new Date()), close)}>
              {t(`snooze.${name}`)}
            </Button>
          ))}
          <Form
            onSubmit={(event) => {
              event.stopPropagation();
              const until = String(new FormData(event.currentTarget).get("until") ?? "");
              if (until > isoDay(new Date())) snooze(until, close);
            }}
          >
            <TextField label={t("snooze.until")} name="until" type="date" defaultValue={tomorrow} isRequired />
            <Button type="submit" size="s" pending={decide.pending}>
              {t("snooze.do")}
            </Button>
          </Form>
        </div>
      )}
    </Popover>
  );
}
