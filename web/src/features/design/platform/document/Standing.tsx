import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../../ui/Badge";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/Dialog";
import { Panel, PanelPart } from "../../../../ui/Panel";
import { Sign } from "../../../../ui/Sign";
import { Time } from "../../../../ui/Time";
import { toast } from "../../../../ui/toasts";
import { useTellRefusal } from "../parts/useTell";
import { type Platform, type PlatformLack, useDiscardPlatform, usePublishPlatform, useVersions } from "../queries";
import { ChangeList } from "./ChangeList";
import { CompareDialog } from "./CompareDialog";
import styles from "./document.module.css";

type StandingProps = { platform: Platform; mayEdit: boolean; onWrite: (field: string) => void };

/** Where the platform stands: the draft over what is in force, what is missing, and the way to publish. */
export function Standing({ platform, mayEdit, onWrite }: StandingProps) {
  const { t } = useTranslation("design/platform");
  const { draft, published } = platform;
  const [comparing, setComparing] = useState<number | null>(null);
  return (
    <aside className={styles.aside} aria-label={t("standing.label")}>
      <Panel>
        {draft && <DraftPart platform={platform} mayEdit={mayEdit} onWrite={onWrite} />}
        {!draft && published?.published && (
          <PanelPart title={t("standing.inForce", { version: published.version })}>
            <p className="soft">
              {t("standing.publishedBy", { by: published.published.by })} <Time at={published.published.at} as="day" />
            </p>
            {mayEdit && <p className={styles.note}>{t("standing.editNote")}</p>}
          </PanelPart>
        )}
        {draft && platform.changes.length > 0 && published && (
          <PanelPart title={t("standing.changes", { count: platform.changes.length })}>
            <ChangeList changes={platform.changes} dense />
          </PanelPart>
        )}
        <Versions platform={platform} onCompare={setComparing} />
      </Panel>
      <CompareDialog version={comparing} onClose={() => setComparing(null)} />
    </aside>
  );
}

function DraftPart({ platform, mayEdit, onWrite }: StandingProps) {
  const { t } = useTranslation("design/platform");
  const { draft, published, lacks } = platform;
  const publish = usePublishPlatform();
  const discard = useDiscardPlatform();
  const refused = useTellRefusal();
  const [asking, setAsking] = useState<"publish" | "discard" | null>(null);
  if (!draft) return null;
  const close = () => setAsking(null);
  const doPublish = () =>
    publish.mutate(platform.revision, {
      onError: refused,
      onSuccess: () => toast(t("standing.publishedDone", { version: draft.version })),
      onSettled: close,
    });
  const doDiscard = () =>
    discard.mutate(platform.revision, {
      onError: refused,
      onSuccess: () => toast(t("standing.discarded", { version: draft.version })),
      onSettled: close,
    });
  return (
    <PanelPart
      title={
        published
          ? t("standing.draftOver", { version: draft.version, published: published.version })
          : t("standing.draft", { version: draft.version })
      }
    >
      <p className="soft">
        {t("standing.savedBy", { by: draft.changed.by })} <Time at={draft.changed.at} />
      </p>
      {lacks.length > 0 ? (
        <>
          <p className={styles.gate}>{t("standing.lacks", { count: lacks.length })}</p>
          <ul className={styles.lacks}>
            {lacks.map((lack) => (
              <LackRow
                key={`${lack.field} ${lack.item ?? ""}`}
                lack={lack}
                mayEdit={mayEdit}
                onWrite={() => onWrite(fieldOf(lack, platform))}
              />
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.gate}>{t("standing.ready")}</p>
      )}
      {mayEdit && (
        <div className={styles.acts}>
          <Button look="go" isDisabled={lacks.length > 0} onPress={() => setAsking("publish")}>
            {lacks.length > 0
              ? t("standing.publishMissing", { count: lacks.length })
              : t("standing.publish", { version: draft.version })}
          </Button>
          {published && (
            <Button look="quiet" onPress={() => setAsking("discard")}>
              {t("standing.discard")}
            </Button>
          )}
        </div>
      )}
      <ConfirmDialog
        title={t("standing.publishTitle", { version: draft.version })}
        verb={t("standing.publish", { version: draft.version })}
        open={asking === "publish"}
        pending={publish.isPending}
        onConfirm={doPublish}
        onClose={close}
      >
        {t("standing.publishWhat")}
      </ConfirmDialog>
      <ConfirmDialog
        title={t("standing.discardTitle", { version: draft.version })}
        verb={t("standing.discard")}
        danger
        open={asking === "discard"}
        pending={discard.isPending}
        onConfirm={doDiscard}
        onClose={close}
      >
        {t("standing.discardWhat", { count: platform.changes.length })}
      </ConfirmDialog>
    </PanelPart>
  );
}

/** Where the missing words are written. */
function fieldOf(lack: PlatformLack, platform: Platform): string {
  if (lack.code === "no_sense") return "senses.sight";
  if (lack.field !== "promise") return lack.field;
  const part = lack.item === null ? undefined : platform.draft?.document.promise[lack.item];
  return part ? `part:${part.key}` : "part";
}

type LackRowProps = { lack: PlatformLack; mayEdit: boolean; onWrite: () => void };

function LackRow({ lack, mayEdit, onWrite }: LackRowProps) {
  const { t } = useTranslation("design/platform");
  const number = (lack.item ?? 0) + 1;
  const words =
    lack.code === "missing"
      ? t("lack.missing", { field: t(`field.${lack.field as "theme"}`) })
      : t(`lack.${lack.code as "no_sense"}`, { number });
  return (
    <li>
      <Sign standing="dissatisfied" size={10} />
      <span>{words}</span>
      {mayEdit && (
        <Button look="quiet" size="s" onPress={onWrite} aria-label={t("lack.writeOf", { what: words })}>
          {t("lack.write")}
        </Button>
      )}
    </li>
  );
}

function Versions({ platform, onCompare }: { platform: Platform; onCompare: (version: number) => void }) {
  const { t } = useTranslation("design/platform");
  const versions = useVersions(platform.versions > 0).data ?? [];
  if (platform.versions === 0) return null;
  return (
    <PanelPart title={t("versions.title")}>
      <ul className={styles.versions}>
        {versions.map((each) => (
          <li key={each.version}>
            <span>
              <b>{t("versions.number", { version: each.version })}</b>{" "}
              {each.published === null ? (
                <Badge>{t("versions.draft")}</Badge>
              ) : (
                each.version === platform.published?.version && <Badge tone="accent">{t("versions.inForce")}</Badge>
              )}
              <small>
                {each.published?.by ?? each.changed.by}, <Time at={each.published?.at ?? each.changed.at} as="day" />
              </small>
            </span>
            {versions.length > 1 && (
              <Button
                look="quiet"
                size="s"
                onPress={() => onCompare(each.version)}
                aria-label={t("versions.compareOf", { version: each.version })}
              >
                {t("versions.compare")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}
