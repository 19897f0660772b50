import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/Button";
import { Acts, Dialog } from "../../../ui/Dialog";
import { ErrorLine } from "../../../ui/ErrorState";
import { Menu, MenuItem, MenuLine } from "../../../ui/Menu";
import { TextField } from "../../../ui/TextField";
import { toast } from "../../../ui/toasts";
import { limits } from "./document";
import styles from "./parts.module.css";
import { type Journey, type JourneyDocument, useAddJourney, useDeleteJourney } from "./queries";

type Props = {
  journey: Journey;
  document: JourneyDocument;
  edit: (next: (document: JourneyDocument) => JourneyDocument) => void;
};

/** The journey as a whole: its name, a copy, its end. */
export function JourneyMenu({ journey, document, edit }: Props) {
  const { t } = useTranslation("design/journeys");
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const add = useAddJourney();
  const remove = useDeleteJourney();

  const copy = async () => {
    const made = await add.mutateAsync({
      document: { ...document, name: t("journey.copyOf", { name: document.name }) },
    });
    await navigate({ to: "/journeys/$id", params: { id: made.id } });
  };
  const drop = async () => {
    const kept = await remove.mutateAsync(journey.id);
    await navigate({ to: "/journeys" });
    toast(t("journey.removed", { name: kept.name }), {
      action: { label: t("tools.undo"), run: () => add.mutate({ document: kept }) },
    });
  };
  return (
    <>
      <Menu
        label={t("journey.menu")}
        placement="bottom end"
        onAction={(key) => {
          if (key === "name") setNaming(true);
          if (key === "copy") void copy();
          if (key === "remove") void drop();
        }}
        trigger={<Button size="s">{t("journey.more")}</Button>}
      >
        <MenuItem id="name">{t("journey.rename")}</MenuItem>
        <MenuItem id="copy">{t("journey.copy")}</MenuItem>
        <MenuLine />
        <MenuItem id="remove" danger>
          {t("journey.remove")}
        </MenuItem>
      </Menu>
      {(add.isError || remove.isError) && <ErrorLine error={add.error ?? remove.error} />}
      {naming && (
        <NameDialog
          document={document}
          onClose={() => setNaming(false)}
          onSet={(name, note) => {
            edit((before) => ({ ...before, name, note }));
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function NameDialog({
  document,
  onClose,
  onSet,
}: {
  document: JourneyDocument;
  onClose: () => void;
  onSet: (name: string, note: string) => void;
}) {
  const { t } = useTranslation("design/journeys");
  const [name, setName] = useState(document.name);
  const [note, setNote] = useState(document.note);
  return (
    <Dialog title={t("journey.rename")} open onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") onSet(name.trim(), note.trim());
        }}
      >
        <TextField
          label={t("field.name")}
          value={name}
          onChange={setName}
          maxLength={limits.label}
          isRequired
          autoFocus
        />
        <TextField label={t("field.note")} value={note} onChange={setNote} maxLength={limits.words} lines={3} />
        <Acts>
          <Button onPress={onClose}>{t("ways.cancel")}</Button>
          <Button look="go" type="submit">
            {t("journey.set")}
          </Button>
        </Acts>
      </form>
    </Dialog>
  );
}
