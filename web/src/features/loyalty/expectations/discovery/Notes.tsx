import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../../ui/Badge";
import { Button } from "../../../../ui/Button";
import { ClientWords } from "../../../../ui/ClientWords";
import { Form } from "../../../../ui/Form";
import { Segmented } from "../../../../ui/Tabs";
import { TextField } from "../../../../ui/TextField";
import { useTell } from "../../../../ui/useTell";
import type { Discovery, Level, Statement } from "../contract";
import type { NewStatement } from "../queries";
import styles from "./discovery.module.css";

const LEVELS: readonly Level[] = ["must", "should", "delight"];
const DEPTHS = ["1", "2", "3"] as const;
type DepthKey = (typeof DEPTHS)[number];

type Props = {
  discovery: Discovery;
  saving: boolean;
  onSave: (body: { statements: NewStatement[] }, after?: () => void) => void;
};

const plain = ({ id, words, level, depth, theme }: Statement): NewStatement => ({
  id,
  words,
  level,
  depth,
  theme: theme ?? null,
});

/** What they said, one sentence each, kept the moment it is entered. */
export function Notes({ discovery, saving, onSave }: Props) {
  const { t } = useTranslation("loyalty/expectations");
  const tell = useTell();
  const open = discovery.state === "open";
  const [editing, setEditing] = useState<string | null>(null);
  const all = discovery.statements.map(plain);
  const remove = (id: string) =>
    onSave({ statements: all.filter((it) => it.id !== id) }, () =>
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
          {discovery.statements.map((it) => (
            <li key={it.id}>
              {editing === it.id ? (
                <Say
                  before={it}
                  onCancel={() => setEditing(null)}
                  onSay={(said) =>
                    onSave({ statements: all.map((each) => (each.id === it.id ? { ...said, id: it.id } : each)) }, () =>
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
                          onPress={() => setEditing(it.id)}
                        >
                          {t("say.edit")}
                        </Button>
                        <Button
                          look="quiet"
                          size="s"
                          aria-label={t("say.removeOf", { words: it.words })}
                          onPress={() => remove(it.id)}
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
  const { answer } = statement;
  return (
    <span className={styles.answer}>
      <Badge tone={answer === "confirmed" ? "neutral" : answer ? "accent" : "unknown"}>
        {t(`play.${answer ?? "open"}`)}
      </Badge>
      {statement.answer_words && <ClientWords size="s">{statement.answer_words}</ClientWords>}
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
