import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/ErrorState";
import { useView } from "./useView";

/** What went wrong; when the address itself asks for something impossible, the way out of it. */
export function PageFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation("insight");
  const [, setView] = useView();
  const asked = isProblem(error) && (error.status === 400 || error.status === 422);
  return (
    <ErrorState
      error={error}
      level={1}
      {...(asked
        ? {
            action: (
              <Button
                onPress={() =>
                  setView({
                    period: undefined,
                    against: undefined,
                    where: undefined,
                    segment: undefined,
                    weighted: undefined,
                  })
                }
              >
                {t("empty.clear")}
              </Button>
            ),
          }
        : { onRetry })}
    />
  );
}
