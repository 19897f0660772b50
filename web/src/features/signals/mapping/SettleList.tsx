import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { PanelPart } from "../../../ui/Panel";
import { Tick } from "../../../ui/Tick";
import type { Settle } from "../types";
import styles from "./SettleList.module.css";
import { useSettleWords } from "./useSettleWords";
import { chosenOption, isOpen, type Work } from "./work";

type SettleListProps = {
  work: Work;
  questions: readonly Settle[];
  onChoose: (question: Settle, option: number) => void;
  /** For options that a person has to carry out in the table or a form. */
  onByHand: (question: Settle) => void;
  onUndo: (question: Settle) => void;
};

/** What only a person can say. Each holds a safe default already, so nothing waits for an answer. */
export function SettleList({ work, questions, onChoose, onByHand, onUndo }: SettleListProps) {
  const { t } = useTranslation("signals");
  const inWords = useSettleWords();
  if (questions.length === 0) return null;
  const open = questions.filter((question) => isOpen(work, question));
  const settled = questions.filter((question) => !isOpen(work, question));
  return (
    <PanelPart title={t("settle.title")} aside={t("settle.count", { open: open.length, settled: settled.length })}>
      <ul className={styles.list}>
        {[...open, ...settled].map((question) => {
          const words = inWords(question);
          return (
            <li key={question.id} data-open={isOpen(work, question) || undefined}>
              <h3 className={styles.title}>
                {isOpen(work, question) ? <QuestionMark /> : <Tick size={14} />}
                <span>{marked(words.question)}</span>
              </h3>
              <p className={styles.text}>{marked(words.text)}</p>
              <Options
                question={question}
                labels={words.options}
                chosen={chosenOption(work.mapping, question)}
                open={isOpen(work, question)}
                touched={work.settled.includes(question.id)}
                onChoose={onChoose}
                onByHand={onByHand}
                onUndo={onUndo}
              />
            </li>
          );
        })}
      </ul>
    </PanelPart>
  );
}

type OptionsProps = Omit<SettleListProps, "work" | "questions"> & {
  question: Settle;
  labels: readonly string[];
  chosen: number;
  open: boolean;
  touched: boolean;
};

function Options({ question, labels, chosen, open, touched, onChoose, onByHand, onUndo }: OptionsProps) {
  const { t } = useTranslation("signals");
  return (
    <div className={styles.do}>
      {question.options.map((option, at) => (
        <button
          key={option.label}
          type="button"
          className={styles.option}
          aria-pressed={at === chosen}
          onClick={() => (option.changes.length === 0 && at !== chosen ? onByHand(question) : onChoose(question, at))}
        >
          {labels[at]}
        </button>
      ))}
      {!open && touched && (
        <Button look="quiet" size="s" onPress={() => onUndo(question)}>
          {t("settle.undo")}
        </Button>
      )}
    </div>
  );
}

/** `Q7ALL` in the server's sentences is a column or a value. */
function marked(text: string) {
  return text.split("`").map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed sentence
    at % 2 === 1 ? <code key={at}>{part}</code> : part,
  );
}

function QuestionMark() {
  return (
    <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <circle cx="7" cy="7" r="6.2" fill="var(--accent)" />
      <path
        d="M5.3 5.5c.1-1 .8-1.5 1.7-1.5s1.7.6 1.7 1.5c0 1.2-1.7 1.3-1.7 2.4"
        stroke="var(--on-accent)"
        strokeWidth="1.3"
        fill="none"
        strokeLinecap="round"
      />
      <circle cx="7" cy="10" r=".8" fill="var(--on-accent)" />
    </svg>
  );
}
