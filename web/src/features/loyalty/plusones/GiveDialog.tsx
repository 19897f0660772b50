import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ComboBox, Input, Label, ListBox, Text } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../../lib/problem";
import { Button } from "../../../ui/Button";
import { Checkbox } from "../../../ui/Checkbox";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import fieldStyles from "../../../ui/Field.module.css";
import { Form } from "../../../ui/Form";
import { PopoverSheet } from "../../../ui/Popover";
import lists from "../../../ui/Popover.module.css";
import { OptionItem } from "../../../ui/Select";
import { Complaint, invalidity, TextField } from "../../../ui/TextField";
import { clientsQuery, type Given, type Reaction, useGive } from "./queries";
import { FeltSelect, ReactionPick } from "./ReactionPick";

type Props = {
  plusOne: { id: string; words: string; must_ask: boolean };
  /** Whom it is given to, where that is known. */
  client?: { id: string; name: string } | undefined;
  /** The lot says to leave it out this time. */
  heldOut?: boolean;
  onClose: () => void;
  onDone: (given: Given) => void;
};

/** Notes that a plus-one was given, or left out by lot. The reaction may come later. */
export function GiveDialog({ plusOne, client, heldOut = false, onClose, onDone }: Props) {
  const { t } = useTranslation("loyalty/plusones");
  const app = useTranslation();
  const give = useGive();
  const [whom, setWhom] = useState<string | null>(client?.id ?? null);
  const [reaction, setReaction] = useState<Reaction | null>(null);
  const [felt, setFelt] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const [held, setHeld] = useState(heldOut);
  const [missing, setMissing] = useState(false);
  // Pressed twice on a bad line it is still one delivery.
  const [external] = useState(() => crypto.randomUUID());
  const fields = isProblem(give.error) ? give.error.byField : {};
  const guarded = isProblem(give.error, "ask_first") || isProblem(give.error, "unwanted_plus_one");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    if (whom === null) {
      setMissing(true);
      return;
    }
    const words = String(new FormData(event.currentTarget).get("words") ?? "").trim();
    give.mutate(
      {
        id: plusOne.id,
        client: whom,
        reaction: held ? null : reaction,
        felt,
        words: words || null,
        held_out: held,
        asked_first: asked,
        external_id: external,
      },
      {
        onSuccess: (given) => {
          onDone(given);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("give.title", { words: plusOne.words })} open onClose={onClose}>
      <Form onSubmit={submit}>
        {client ? (
          <p>{t("give.to", { name: client.name })}</p>
        ) : (
          <ClientField
            onChange={(id) => {
              setWhom(id);
              setMissing(false);
            }}
            error={missing ? t("give.whom") : fields.client}
          />
        )}
        <Checkbox isSelected={held} onChange={setHeld} note={t("give.heldOutNote")}>
          {t("give.heldOut")}
        </Checkbox>
        {!held && <ReactionPick value={reaction} onChange={setReaction} />}
        <FeltSelect value={felt} onChange={setFelt} error={fields.felt} />
        <TextField label={t("give.words")} name="words" lines={2} maxLength={1000} error={fields.words} />
        {!held && (plusOne.must_ask || guarded) && (
          <Checkbox isSelected={asked} onChange={setAsked} note={t("give.askedNote")}>
            {t("give.asked")}
          </Checkbox>
        )}
        <ErrorLine error={Object.keys(fields).length > 0 ? null : give.error} />
        <Acts>
          <Button onPress={onClose}>{app.t("act.cancel")}</Button>
          <Button type="submit" look="go" pending={give.isPending}>
            {t(held ? "give.noteHeldOut" : "give.note")}
          </Button>
        </Acts>
      </Form>
    </Dialog>
  );
}

/** A client, found by the beginning of a name or a key. */
function ClientField({ onChange, error }: { onChange: (id: string | null) => void; error?: string | undefined }) {
  const { t } = useTranslation("loyalty/plusones");
  const [typed, setTyped] = useState("");
  const found = useQuery({ ...clientsQuery(typed.trim()), placeholderData: (before) => before });
  const options = (found.data?.items ?? []).map(({ id, key, name }) => ({
    key: id,
    label: name ?? key,
    ...(name ? { note: key } : {}),
  }));
  return (
    <ComboBox
      className={fieldStyles.field ?? ""}
      items={options}
      inputValue={typed}
      onInputChange={setTyped}
      onSelectionChange={(key) => {
        const chosen = options.find((it) => it.key === key);
        if (chosen) setTyped(chosen.label);
        onChange(key === null ? null : String(key));
      }}
      menuTrigger="focus"
      // The server has filtered.
      defaultFilter={() => true}
      allowsEmptyCollection
      {...invalidity(error)}
    >
      <Label className={fieldStyles.label ?? ""}>{t("give.client")}</Label>
      <Input className={fieldStyles.input ?? ""} autoComplete="off" maxLength={200} />
      <Text slot="description" className={fieldStyles.hint ?? ""}>
        {t("give.clientHint")}
      </Text>
      <Complaint>{error}</Complaint>
      <PopoverSheet>
        <ListBox<(typeof options)[number]>
          className={lists.list ?? ""}
          renderEmptyState={() => <p className="soft">{t("give.nobody")}</p>}
        >
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </PopoverSheet>
    </ComboBox>
  );
}
