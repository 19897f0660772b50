import { type RefObject, useState } from "react";
import { Dialog } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/Button";
import { Form } from "../../../../ui/Form";
import { PopoverSheet } from "../../../../ui/Popover";
import pops from "../../../../ui/Popover.module.css";
import { Select } from "../../../../ui/Select";
import { TextField } from "../../../../ui/TextField";
import type { Decision, Existence, Kind, NewTouchpoint } from "../types";
import { kindWord, stateWord } from "../words";
import styles from "./grid.module.css";
import type { GridCell } from "./layout";

interface Props {
  readonly cell: GridCell;
  readonly name: string;
  readonly anchor: RefObject<Element | null>;
  readonly onClose: () => void;
  readonly onCreate: (touchpoint: NewTouchpoint) => void;
  readonly onDecide: (decision: Decision) => void;
  readonly onWithdraw: (decision: Decision) => void;
  readonly mayEdit: boolean;
}

/** What can be done with a cell: put a touchpoint there, or decide that nothing belongs there, and why. */
export function CellPopover({ cell, name, anchor, onClose, onCreate, onDecide, onWithdraw, mayEdit }: Props) {
  const { t } = useTranslation("design/inventory");
  const [deciding, setDeciding] = useState(false);
  const empty = cell.cards.length + cell.ghosts.length === 0;
  const { stage, channel } = cell;
  return (
    <PopoverSheet
      isOpen
      triggerRef={anchor}
      placement="bottom start"
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog aria-label={name} className={`${pops.body} ${styles.cellSheet}`}>
        <h2>{name}</h2>
        {cell.decision ? (
          <>
            <p>{t("cell.notApplicable")}</p>
            <blockquote>{cell.decision.reason}</blockquote>
            {mayEdit && (
              <Button
                onPress={() => {
                  onClose();
                  if (cell.decision) onWithdraw(cell.decision);
                }}
              >
                {t("cell.withdraw")}
              </Button>
            )}
          </>
        ) : deciding ? (
          <DecideForm
            onCancel={() => setDeciding(false)}
            onDecide={(reason) => {
              onClose();
              if (stage && channel) onDecide({ stage, channel, audience: cell.audience, reason });
            }}
          />
        ) : (
          <>
            <QuickForm
              onCreate={(label, kind, existence) => {
                onClose();
                onCreate({
                  label,
                  kind,
                  existence,
                  stage,
                  channel,
                  ...(cell.audience ? { audiences: [cell.audience] } : {}),
                });
              }}
            />
            {empty && stage && channel && (
              <Button look="quiet" size="s" onPress={() => setDeciding(true)}>
                {t("cell.decide")}
              </Button>
            )}
          </>
        )}
      </Dialog>
    </PopoverSheet>
  );
}

/** Whoever writes down what exists writes many of a kind: what was chosen last is the next one's choice. */
let lastKind: Kind = "dynamic";
let lastExistence: Existence = "live";

function QuickForm({ onCreate }: { onCreate: (label: string, kind: Kind, existence: Existence) => void }) {
  const { t } = useTranslation("design/inventory");
  const [label, setLabel] = useState("");
  const [kind, setKind] = useState(lastKind);
  const [existence, setExistence] = useState(lastExistence);
  return (
    <Form
      onSubmit={() => {
        if (label.trim() === "") return;
        lastKind = kind;
        lastExistence = existence;
        onCreate(label.trim(), kind, existence);
      }}
    >
      <TextField label={t("field.label")} value={label} onChange={setLabel} autoFocus isRequired maxLength={200} />
      <Select
        label={t("field.kind")}
        options={(["dynamic", "static", "work_product"] as const).map((key) => ({
          key,
          label: kindWord(t, key),
          note: t(`kindIs.${key}`),
        }))}
        value={kind}
        onChange={setKind}
      />
      <Select
        label={t("field.existence")}
        options={(["live", "planned", "missing"] as const).map((key) => ({
          key,
          label: stateWord(t, key),
          note: t(`stateIs.${key}`),
        }))}
        value={existence}
        onChange={(key) => setExistence(key)}
      />
      <Button type="submit" look="go">
        {t("add.do")}
      </Button>
    </Form>
  );
}

function DecideForm({ onDecide, onCancel }: { onDecide: (reason: string) => void; onCancel: () => void }) {
  const { t } = useTranslation("design/inventory");
  const [reason, setReason] = useState("");
  return (
    <Form
      onSubmit={() => {
        if (reason.trim() !== "") onDecide(reason.trim());
      }}
    >
      <TextField
        label={t("field.reason")}
        hint={t("cell.reasonHint")}
        lines={2}
        value={reason}
        onChange={setReason}
        autoFocus
        isRequired
      />
      <div style={{ display: "flex", gap: 8 }}>
        <Button type="submit" look="go">
          {t("cell.decideDo")}
        </Button>
        <Button onPress={onCancel}>{t("cell.back")}</Button>
      </div>
    </Form>
  );
}
