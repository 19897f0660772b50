import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { TextField } from "../../../ui/TextField";
import {
  type Evidence,
  type Facet,
  facets,
  type Insight,
  kinds,
  type Level,
  levels,
  useChangeInsight,
  useNoteInsight,
} from "./queries";

type InsightDialogProps = {
  facet: Facet;
  insight?: Insight | undefined;
  /** The audience whose board is open; a new insight is about it. */
  audience: string | undefined;
  audiences: readonly { key: string; label: string }[];
  onClose: () => void;
};

const everybody = "*";
const nothing = "-";

/** The day of a moment in UTC, as a date field wants it. */
const dayOf = (at: string) => at.slice(0, 10);

export function InsightDialog({ facet, insight, audience, audiences, onClose }: InsightDialogProps) {
  const { t } = useTranslation("design/world");
  const app = useTranslation();
  const note = useNoteInsight();
  const change = useChangeInsight();
  const [under, setUnder] = useState<Facet>(insight?.facet ?? facet);
  const [about, setAbout] = useState<string>((insight ? insight.audience : audience) ?? everybody);
  const [evidence, setEvidence] = useState<Evidence>(insight?.evidence ?? "interview");
  const [level, setLevel] = useState<Level | typeof nothing>(insight?.assumes?.level ?? nothing);
  const running = insight ? change : note;
  const fields = isProblem(running.error) ? running.error.byField : {};
  const today = new Date().toISOString();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const day = text("seen_at");
    // Today is this moment: noon of today may still lie ahead.
    const seen_at = day === dayOf(today) ? today : `${day}T12:00:00Z`;
    const body = {
      facet: under,
      audience: about === everybody ? null : about,
      words: text("words"),
      quote: text("quote") || null,
      evidence,
      source: text("source") || null,
      seen_at: insight && day === dayOf(insight.seen_at) ? insight.seen_at : seen_at,
      half_life_days: Number(text("half_life_days")),
      assumes: level === nothing ? null : { theme: text("theme"), level },
    };
    if (insight) change.mutate({ id: insight.id, ...body }, { onSuccess: onClose });
    else note.mutate(body, { onSuccess: onClose });
  };
  return (
    <Dialog title={t(insight ? "dialog.correct" : "dialog.note")} open onClose={onClose} wide>
      <Form onSubmit={submit}>
        <Select
          label={t("dialog.facet")}
          options={facets.map((key) => ({ key, label: t(`facet.${key}`) }))}
          value={under}
          onChange={setUnder}
        />
        <TextField
          label={t("dialog.words")}
          hint={t(`ask.${under}`)}
          name="words"
          lines={2}
          defaultValue={insight?.words ?? ""}
          isRequired
          autoFocus
          error={fields.words}
        />
        <TextField
          label={t("dialog.quote")}
          hint={t("dialog.quoteHint")}
          name="quote"
          lines={2}
          defaultValue={insight?.quote ?? ""}
          error={fields.quote}
        />
        {audiences.length > 0 && (
          <Select
            label={t("audience")}
            options={[{ key: everybody, label: t("everybody") }, ...audiences]}
            value={about}
            onChange={setAbout}
            error={fields.audience}
          />
        )}
        <Select
          label={t("dialog.evidence")}
          options={kinds.map((key) => ({ key, label: t(`evidence.${key}`) }))}
          value={evidence}
          onChange={setEvidence}
        />
        <TextField
          label={t("dialog.source")}
          hint={t("dialog.sourceHint")}
          name="source"
          defaultValue={insight?.source ?? ""}
          error={fields.source}
        />
        <TextField
          label={t("dialog.seen")}
          name="seen_at"
          type="date"
          defaultValue={dayOf(insight?.seen_at ?? today)}
          isRequired
          error={fields.seen_at}
        />
        <TextField
          label={t("dialog.halfLife")}
          hint={t("dialog.halfLifeHint")}
          name="half_life_days"
          type="number"
          defaultValue={`${insight?.half_life_days ?? 365}`}
          isRequired
          error={fields.half_life_days}
        />
        <Select
          label={t("dialog.assumes")}
          hint={t("dialog.assumesHint")}
          options={[
            { key: nothing, label: t("dialog.nothing") },
            ...levels.map((key) => ({ key, label: t(`level.${key}`) })),
          ]}
          value={level}
          onChange={setLevel}
        />
        {level !== nothing && (
          <TextField
            label={t("dialog.theme")}
            hint={t("dialog.themeHint")}
            name="theme"
            defaultValue={insight?.assumes?.theme ?? ""}
            isRequired
            error={fields["assumes.theme"]}
          />
        )}
        {Object.keys(fields).length === 0 && <ErrorLine error={running.error} />}
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={running.isPending}>
            {t(insight ? "dialog.save" : "dialog.do")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}
