import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../../ui/Badge";
import { Button } from "../../../../ui/Button";
import { ClientWords } from "../../../../ui/ClientWords";
import { Form } from "../../../../ui/Form";
import { Segmented } from "../../../../ui/Tabs";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import type { Discovery, Level, NewStatement, Statement } from "../queries";
import styles from "./discovery.module.css";

const LEVELS: readonly Level[] = ["must", "should", "delight"];
const DEPTHS = ["1", "2", "3"] as const;
type DepthKey = (typeof DEPTHS)[number];

type Props = {
  discovery: Discovery;
  saving: boolean;
  onSave: (body: { statements: NewStatement[] }, after?: () => void) => void;
};

const plain = ({ words, level, depth, theme, expectation }: Statement): NewStatement => ({
  words,
  level,
  depth,
  theme: theme ?? null,
  expectation: expectation ?? null,
});

/** What they said, one sentence each, kept the moment it is entered. */
export function Notes({ discovery, saving, onSave }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const tell = useTell();
  const open = discovery.state === "open";
  const [editing, setEditing] = useState<number | null>(null);
  const all = discovery.statements.map(plain);
  const remove = (place: number) =>
    onSave({ statements: all.filter((_, at) => at !== place) }, () =>
      tell.done(t("say.removed"), async () => onSave({ statements: all })),
    );
  return (
    <section className={styles.notes} aria-labelledby="notes">
      <header>
        <h2 id="notes">{t("session.notes")}</h2>
        {open && discovery.statements.length > 0 && (
          <span className="soft small" aria-live="polite">
            {t(saving ? "say.saving" : "say.saved")}
          </span>
        )}
      </header>
      {open && <Say onSay={(said) => onSave({ statements: [...all, said] })} />}
      {discovery.statements.length === 0 ? (
        <p className={styles.nothing}>{t("say.empty")}</p>
      ) : (
        <ol className={styles.said}>
          {discovery.statements.map((it, at) => (
            <li key={it.expectation ?? it.words}>
              {editing === at ? (
                <Say
                  before={it}
                  onCancel={() => setEditing(null)}
                  onSay={(said) =>
                    onSave({ statements: all.map((each, place) => (place === at ? said : each)) }, () =>
                      setEditing(null),
                    )
                  }
                />
              ) : (
                <>
                  <p>
                    <ClientWords size="l">{it.words}</ClientWords>
                  </p>
                  <div className={styles.under}>
                    <span className="soft">
                      {t(`level.${it.level}`)} · {t(`depth.${it.depth as 1 | 2 | 3}`)}
                      {it.theme ? ` · ${it.theme}` : ""}
                    </span>
                    {discovery.state !== "open" && <Answer statement={it} />}
                    {open && (
                      <span className={styles.acts}>
                        <Button
                          look="quiet"
                          size="s"
                          aria-label={t("say.editOf", { words: it.words })}
                          onPress={() => setEditing(at)}
                        >
                          {t("say.edit")}
                        </Button>
                        <Button
                          look="quiet"
                          size="s"
                          aria-label={t("say.removeOf", { words: it.words })}
                          onPress={() => remove(at)}
                        >
                          {t("say.remove")}
                        </Button>
                      </span>
                    )}
                  </div>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What the client made of a sentence that was played back. */
function Answer({ statement }: { statement: Statement }) {
  const { t } = useTranslation("loyalty/expectations");
  const { outcome, corrected_to } = statement;
  return (
    <span className={styles.answer}>
      <Badge
        tone={outcome === "confirmed" ? "neutral" : outcome === "waiting" || outcome === "noted" ? "unknown" : "accent"}
      >
        {t(`play.${outcome}`)}
      </Badge>
      {corrected_to && <ClientWords size="s">{corrected_to}</ClientWords>}
    </span>
  );
}

type SayProps = { before?: Statement; onSay: (said: NewStatement) => void; onCancel?: () => void };

function Say({ before, onSay, onCancel }: SayProps) {
  const { t } = useTranslation("loyalty/expectations");
  const app = useTranslation();
  const [words, setWords] = useState(before?.words ?? "");
  const [level, setLevel] = useState<Level>(before?.level ?? "should");
  const [depth, setDepth] = useState<DepthKey>(String(before?.depth ?? 1) as DepthKey);
  const say = () => {
    const said = words.trim().replace(/^[“„"«]+|[”“"»]+$/g, "");
    if (said === "") return;
    onSay({ words: said, level, depth: Number(depth), theme: before?.theme ?? null });
    if (!before) setWords("");
  };
  return (
    <div className={styles.say}>
      <Form onSubmit={say}>
        <TextField
          label={t("say.label")}
          placeholder={t("say.placeholder")}
          value={words}
          onChange={setWords}
          lines={2}
          autoFocus={before !== undefined}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            say();
          }}
        />
        <div className={styles.picks}>
          <Segmented
            label={t("form.level")}
            items={LEVELS.map((key) => ({ key, label: t(`level.${key}`) }))}
            selected={level}
            onSelect={setLevel}
          />
          <Segmented
            label={t("form.depth")}
            items={DEPTHS.map((key) => ({ key, label: t(`depth.${key}`) }))}
            selected={depth}
            onSelect={setDepth}
          />
          <span className={styles.acts}>
            {onCancel && <Button onPress={onCancel}>{app.t("act.cancel")}</Button>}
            <Button type="submit" look={before ? "plain" : "go"} isDisabled={words.trim() === ""}>
              {t(before ? "say.save" : "say.add")}
            </Button>
          </span>
        </div>
      </Form>
    </div>
  );
}
