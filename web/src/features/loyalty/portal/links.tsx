import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../app/me";
import { useFormat } from "../../../lib/useFormat";
import { useNow } from "../../../lib/useNow";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { CopyField } from "../../../ui/CopyField";
import { Acts, ConfirmDialog, Dialog } from "../../../ui/Dialog";
import { ErrorLine, ErrorState } from "../../../ui/ErrorState";
import { Form } from "../../../ui/Form";
import { Select } from "../../../ui/Select";
import { SkeletonRows } from "../../../ui/Skeleton";
import { useTell } from "../../../ui/useTell";
import { Changes } from "./Changes";
import styles from "./links.module.css";
import {
  type ClientLink,
  contactsQuery,
  linksQuery,
  requestsQuery,
  useMakeLink,
  useRevokeLink,
  useSettleRequest,
} from "./queries";

const SPANS = { days14: 14, days90: 90, days365: 365 } as const;
type Span = keyof typeof SPANS;
const ALL = "-";

/** Links by which this client opens its own page: make, see, take back. */
export function LinksSection({ clientId }: { clientId: string }) {
  const { t } = useTranslation("loyalty/portal");
  const links = useQuery(linksQuery(clientId));
  const contacts = useQuery(contactsQuery(clientId)).data;
  const may = useMay("record_signals");
  const [making, setMaking] = useState(false);
  return (
    <div className={styles.links}>
      <p className="soft">{t("links.what")}</p>
      <Requests clientId={clientId} may={may} />
      {links.error ? (
        <ErrorState error={links.error} level={3} onRetry={() => links.refetch()} />
      ) : !links.data ? (
        <SkeletonRows rows={2} height={28} />
      ) : links.data.length === 0 ? (
        <p>{t("links.none")}</p>
      ) : (
        <ul>
          {links.data.map((link) => (
            <Line
              key={link.id}
              link={link}
              who={contacts?.find((contact) => contact.id === link.contact)?.name}
              may={may}
            />
          ))}
        </ul>
      )}
      {may && (
        <Button size="s" onPress={() => setMaking(true)}>
          {t("links.make")}
        </Button>
      )}
      {making && <Make clientId={clientId} onClose={() => setMaking(false)} />}
      <Changes clientId={clientId} />
    </div>
  );
}

/** Who of them waits for a new link. */
function Requests({ clientId, may }: { clientId: string; may: boolean }) {
  const { t } = useTranslation("loyalty/portal");
  const format = useFormat();
  const requests = useQuery(requestsQuery(clientId));
  const settle = useSettleRequest();
  const tell = useTell();
  if (!requests.data || requests.data.length === 0) return null;
  return (
    <ul>
      {requests.data.map(({ id, contact_name, asked_at }) => {
        const name = contact_name ?? t("links.anybody");
        return (
          <li key={id}>
            <span>
              {t("links.asks", { name })}
              <small>{format.day(asked_at)}</small>
            </span>
            {may && (
              <Button
                look="quiet"
                size="s"
                aria-label={t("links.noneNeededOf", { name })}
                onPress={() =>
                  void settle.mutateAsync(id).then(() => tell.done(t("links.settled", { name })), tell.refused)
                }
              >
                {t("links.noneNeeded")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type LineProps = { link: ClientLink; who: string | undefined; may: boolean };

function Line({ link, who, may }: LineProps) {
  const { t } = useTranslation("loyalty/portal");
  const format = useFormat();
  const now = useNow();
  const tell = useTell();
  const revoke = useRevokeLink();
  const [asking, setAsking] = useState(false);
  const name = who ?? t("links.anybody");
  const over = new Date(link.expires_at) <= now;
  return (
    <li data-over={over || undefined}>
      <span>
        {name}
        <small>
          {t("links.made", { day: format.day(link.created_at) })}
          {!over && `, ${t("links.until", { day: format.day(link.expires_at) })}`}
        </small>
      </span>
      {over && <Badge>{t("links.over")}</Badge>}
      {may && !over && (
        <Button look="quiet" size="s" aria-label={t("links.revokeOf", { name })} onPress={() => setAsking(true)}>
          {t("links.revoke")}
        </Button>
      )}
      <ConfirmDialog
        title={t("links.revokeTitle", { name })}
        verb={t("links.revoke")}
        danger
        open={asking}
        pending={revoke.isPending}
        onConfirm={() =>
          // Its row is gone by the time the answer is there.
          void revoke
            .mutateAsync(link.id)
            .then(() => tell.done(t("links.revoked", { name })), tell.refused)
            .finally(() => setAsking(false))
        }
        onClose={() => setAsking(false)}
      >
        {t("links.revokeWhat")}
      </ConfirmDialog>
    </li>
  );
}

function Make({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const { t } = useTranslation("loyalty/portal");
  const contacts = useQuery(contactsQuery(clientId)).data ?? [];
  const make = useMakeLink(clientId);
  const [who, setWho] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>("days90");
  const chosen = who ?? contacts[0]?.id ?? ALL;
  const made = make.data;
  return (
    <Dialog title={t("links.makeTitle")} open onClose={onClose} stays={made !== undefined}>
      {made ? (
        <>
          <CopyField label={t("links.address")} value={new URL(made.address, window.location.origin).href} />
          <p className="soft">{t("links.once")}</p>
          <Acts>
            <Button look="go" onPress={onClose}>
              {t("links.done")}
            </Button>
          </Acts>
        </>
      ) : (
        <Form
          onSubmit={() =>
            make.mutate({
              contact: chosen === ALL ? null : chosen,
              expires_at: new Date(Date.now() + SPANS[span] * 86_400_000).toISOString(),
            })
          }
        >
          <Select
            label={t("links.whom")}
            options={[
              ...contacts.map(({ id, name }) => ({ key: id, label: name })),
              { key: ALL, label: t("links.anybody") },
            ]}
            value={chosen}
            onChange={setWho}
          />
          <Select
            label={t("links.days")}
            options={(Object.keys(SPANS) as Span[]).map((key) => ({ key, label: t(`links.${key}`) }))}
            value={span}
            onChange={setSpan}
          />
          <ErrorLine error={make.error} />
          <Acts>
            <Button type="submit" look="go" pending={make.isPending}>
              {t("links.make")}
            </Button>
          </Acts>
        </Form>
      )}
    </Dialog>
  );
}
