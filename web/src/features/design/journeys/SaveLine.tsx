import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Sign } from "../../../ui/Sign";
import { Time } from "../../../ui/Time";
import { useProblemWords } from "../../../ui/useProblemWords";
import styles from "./parts.module.css";
import type { Draft } from "./useDraft";

/** Whether what one sees is kept; and what keeps it from being kept, with its place. */
export function SaveLine({ draft }: { draft: Draft }) {
  const { t } = useTranslation("design/journeys");
  const words = useProblemWords();
  const { state } = draft;
  if (state.kind === "failed") {
    const { title, what } = words(state.error);
    return (
      <span className={styles.fault} role="alert">
        <Sign standing="dissatisfied" size={11} />
        <span>
          {t("save.failed")} {isProblem(state.error) && state.error.errors.length > 0 ? what : `${title}. ${what}`}{" "}
          <Button size="s" look="quiet" onPress={() => void draft.save()}>
            {t("save.again")}
          </Button>
        </span>
      </span>
    );
  }
  return (
    <span className={styles.state} role="status">
      {state.kind === "saved" ? (
        <>
          {t("save.saved")} <Time at={state.at} />
        </>
      ) : (
        t(state.kind === "saving" ? "save.saving" : "save.waiting")
      )}
    </span>
  );
}
