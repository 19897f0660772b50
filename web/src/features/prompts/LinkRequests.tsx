import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { ErrorLine } from "../../ui/ErrorState";
import { Time } from "../../ui/Time";
import { toast } from "../../ui/toasts";
import own from "./asked.module.css";
import { type LinkRequest, useSettleLinkRequest } from "./queries";
import styles from "./today.module.css";

type Props = { requests: readonly LinkRequest[]; zone: string; mayLog: boolean };

/** Clients whose link to their own page no longer works, and who wait for another one. */
export function LinkRequests({ requests, zone, mayLog }: Props) {
  const { t } = useTranslation("prompts");
  const settle = useSettleLinkRequest();
  if (requests.length === 0) return null;
  return (
    <section aria-label={t("links.title")} className={own.asked}>
      <h2 className={styles.sec}>{t("links.title")}</h2>
      <ErrorLine error={settle.error} />
      <ul>
        {requests.map((request) => (
          <li key={request.id}>
            <p>
              {request.contact !== null && `${request.contact}, `}
              <Link to="/clients/$clientId" params={{ clientId: request.client.id }}>
                {request.client.name}
              </Link>{" "}
              <span className={styles.tag}>
                {t("links.asked")} <Time at={request.asked_at} zone={zone} />
              </span>
            </p>
            <p className={styles.soft}>{t("links.how")}</p>
            {mayLog && (
              <Button
                size="s"
                look="quiet"
                pending={settle.isPending && settle.variables === request.id}
                aria-label={t("links.settleOf", { client: request.client.name })}
                onPress={() =>
                  settle.mutate(request.id, {
                    onSuccess: () => toast(t("links.settled", { client: request.client.name })),
                  })
                }
              >
                {t("links.settle")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
