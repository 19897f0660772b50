import { useTranslation } from "react-i18next";
import { LinkButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { useTitle } from "../ui/useTitle";
import { Door } from "./Door";

export function NotFound() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"));
  return (
    <Door>
      <EmptyState
        level={1}
        title={t("notFound.title")}
        action={
          <LinkButton to="/cockpit" look="go">
            {t("notFound.home")}
          </LinkButton>
        }
      >
        {t("notFound.what")}
      </EmptyState>
    </Door>
  );
}
