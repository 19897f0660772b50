import { useTranslation } from "react-i18next";
import { ClientComboBox, clientLabel } from "../../../app/clients/ClientComboBox";
import { useFoundClients } from "../../../app/clients/queries";
import { type Client, clientMeant, type Noted } from "./delivery";

type Props = {
  /** Met at this touchpoint before; offered first. */
  met: readonly Client[];
  noted: Noted;
  onChange: (part: Pick<Noted, "client" | "chosen">) => void;
  error?: string | undefined;
};

/** Who is meant by what stands in the field, among all clients; `isNew` once the server knows nobody like that. */
export function useClientMeant(noted: Noted, met: readonly Client[]) {
  const found = useFoundClients(noted.client);
  const known = [...met, ...(found.data ?? [])];
  const client = clientMeant(noted.client, known, noted.chosen);
  const typed = noted.client.trim().toLowerCase();
  const several = client === null && typed !== "" && known.some(({ name }) => name?.toLowerCase() === typed);
  const isNew = client !== null && client !== noted.chosen && !known.some(({ key }) => key === client.key);
  return { client, several, isNew: isNew && found.isFetched && !found.isPlaceholderData };
}

/** A client: found among all as one types, or somebody new. */
export function ClientField({ met, noted, onChange, error }: Props) {
  const { t } = useTranslation("design/plans");
  const { client, several, isNew } = useClientMeant(noted, met);
  return (
    <ClientComboBox
      id="deliver-client"
      label={t("deliver.client")}
      placeholder={t("deliver.clientPlaceholder")}
      hint={
        isNew && client
          ? t("deliver.clientNew", { name: clientLabel(client) })
          : t(several ? "deliver.clientSeveral" : "deliver.clientHint")
      }
      text={noted.client}
      onText={(text) => onChange({ client: text, chosen: noted.chosen })}
      onChoose={({ key, name }) => onChange({ client: name ?? key, chosen: { key, name } })}
      recent={met}
      nobody={t("deliver.clientNobody")}
      error={error}
    />
  );
}
