import { useTranslation } from "react-i18next";
import { clientLabel } from "../../../app/clients/ClientComboBox";
import { ClientPicker } from "../../../app/clients/ClientPicker";
import { useMay, useMe } from "../../../app/me";
import { PromiseLine } from "../../../ui/promise/PromiseLine";
import type { Named } from "../../../ui/promise/promise";
import { useTell } from "../../../ui/useTell";
import { readPromise, useColleagues, usePromise, useUnmakePromise } from "./queries";

/** The line with its data; on a client's page the client is given. */
export function Capture({ client }: { client?: Named | undefined }) {
  const { t } = useTranslation("loyalty/promises");
  const me = useMe();
  const may = useMay("record_signals");
  const colleagues = useColleagues();
  const promise = usePromise();
  const unmake = useUnmakePromise();
  const tell = useTell();
  if (!may) return null;
  return (
    <PromiseLine
      read={(text, signal) => readPromise(text, client?.id, signal)}
      pick={(onPick) => (
        <ClientPicker
          label={t("line.find")}
          nobody={t("line.nobody")}
          value={null}
          onChange={(found) => found && onPick({ id: found.id, name: clientLabel(found) })}
          autoFocus
        />
      )}
      people={colleagues.data ?? []}
      me={{ id: me.person.id, name: me.person.name }}
      zone={me.organization.time_zone}
      client={client}
      onPromise={async (ready) => {
        const made = await promise.mutateAsync(ready);
        tell.done(t("did.promised"), () => unmake.mutateAsync(made.id));
      }}
    />
  );
}
