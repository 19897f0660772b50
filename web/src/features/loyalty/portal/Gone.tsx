import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import styles from "./portal.module.css";
import { useAskForLink } from "./queries";

type Props = { error: unknown; secret: string; onRetry: () => void };

/**
 * Why there is nothing, as kindly as it can be said, and what can be done: ask for a new link, or to be forgotten. It says
 * the same of every link that opens nothing: whether there ever was a page is nobody else's business.
 */
export function Gone({ error, secret, onRetry }: Props) {
  const { t } = useTranslation("loyalty/portal");
  const ask = useAskForLink(secret);
  if (!isProblem(error) || ![404, 410].includes(error.status)) {
    return (
      <div className={styles.hello}>
        <ErrorState error={error} level={1} onRetry={onRetry} />
      </div>
    );
  }
  return (
    <div className={styles.hello}>
      <h1 tabIndex={-1}>{t("gone.title")}</h1>
      <p>{t("gone.why")}</p>
      <section className={styles.gone} aria-labelledby="gone-new">
        <h2 id="gone-new">{t("gone.newTitle")}</h2>
        {ask.isSuccess ? (
          <p role="status">{t("gone.asked")}</p>
        ) : (
          <>
            <p>{t("gone.new")}</p>
            <Button look="go" pending={ask.isPending} onPress={() => ask.mutate()}>
              {t("gone.ask")}
            </Button>
            <ErrorLine error={ask.error} />
          </>
        )}
      </section>
      <section className={styles.gone} aria-labelledby="gone-delete">
        <h2 id="gone-delete">{t("gone.deleteTitle")}</h2>
        <p>{t("gone.delete")}</p>
      </section>
    </div>
  );
}
