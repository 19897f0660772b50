import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../i18n/languages";
import { MenuItem } from "../ui/Menu";
import lists from "../ui/Popover.module.css";
import { setTheme, type Theme } from "../ui/theme";
import styles from "./CommandPalette.module.css";
import { useFoundClients } from "./clients/queries";
import { useMay, useMe } from "./me";
import { navFor } from "./nav";
import { touchpointsQuery, useChangeLanguage, useSignOut } from "./queries";

type Entry = { id: string; text: string; note?: string; run: () => void };

/** Everything by its name: pages, touchpoints, things to do. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { contains } = useFilter({ sensitivity: "base" });
  const [text, setText] = useState("");
  const groups = useEntries(text);
  const entries = new Map(groups.flatMap((group) => group.entries.map((entry) => [entry.id, entry])));
  return (
    <ModalOverlay className={styles.shade} data-shade="" isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.sheet}>
        <Dialog className={styles.dialog} aria-label={t("palette.title")}>
          <Autocomplete
            inputValue={text}
            onInputChange={setText}
            // Clients were compared by the server, also with what does not show here.
            filter={(name, typed, node) => String(node.key).startsWith("client ") || contains(name, typed)}
          >
            <SearchField aria-label={t("palette.title")} autoFocus>
              <Input className={styles.input} placeholder={t("palette.placeholder")} />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a pointer */}
            <div className={styles.scroll} tabIndex={0}>
              <Menu
                className={styles.list}
                aria-label={t("palette.title")}
                renderEmptyState={() => <p className={styles.none}>{t("palette.none")}</p>}
                onAction={(key) => {
                  onClose();
                  entries.get(String(key))?.run();
                }}
              >
                {groups.map((group) => (
                  <MenuSection key={group.title}>
                    <Header className={lists.heading}>{group.title}</Header>
                    {group.entries.map((entry) => (
                      <MenuItem key={entry.id} id={entry.id} {...(entry.note ? { note: entry.note } : {})}>
                        {entry.text}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useEntries(text: string): { title: string; entries: Entry[] }[] {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const changeLanguage = useChangeLanguage();
  const mayImport = useMay("run_imports");
  const mayInvite = useMay("manage_people");
  const mayEditClients = useMay("edit_clients");
  const mayMakeTokens = useMay("manage_tokens");
  const touchpoints = useQuery({ ...touchpointsQuery, enabled: permissions.includes("read_design") });

  const clients = useFoundClients(text, permissions.includes("read_clients"));

  const pages = navFor(permissions)
    .flatMap((group) => group.items)
    .map(({ to, text }) => ({ id: `page ${to}`, text: t(`nav.${text}`), run: () => void navigate({ to }) }));

  const actions: Entry[] = [];
  if (mayImport)
    actions.push({ id: "import", text: t("palette.importFile"), run: () => void navigate({ to: "/import/new" }) });
  if (mayInvite) {
    const run = () => void navigate({ to: "/people", search: { invite: true } });
    actions.push({ id: "invite", text: t("palette.invite"), run });
  }
  if (mayEditClients) {
    const run = () => void navigate({ to: "/clients", search: { create: true } });
    actions.push({ id: "new-client", text: t("palette.newClient"), run });
  }
  if (mayMakeTokens) {
    const run = () => void navigate({ to: "/tokens", search: { create: true } });
    actions.push({ id: "token", text: t("palette.newToken"), run });
  }
  for (const theme of ["light", "dark", "system"] satisfies Theme[]) {
    const text = t("palette.theme", { name: t(`account.${theme}`) });
    actions.push({ id: `theme ${theme}`, text, run: () => setTheme(theme) });
  }
  for (const language of languages) {
    const text = t("palette.language", { name: languageNames[language] });
    actions.push({ id: `language ${language}`, text, run: () => changeLanguage.mutate(language) });
  }
  actions.push({ id: "sign-out", text: t("account.signOut"), run: () => signOut.mutate() });

  const known = (touchpoints.data?.items ?? []).map((each) => ({
    id: `touchpoint ${each.key}`,
    text: each.label,
    note: [each.stage?.label, each.channel?.label].filter(Boolean).join(" · "),
    run: () => void navigate({ to: "/touchpoints/$key", params: { key: each.key } }),
  }));
  const found = (text.trim() === "" ? [] : (clients.data ?? [])).map(({ id, key, name }) => ({
    id: `client ${id}`,
    text: name ?? key,
    ...(name ? { note: key } : {}),
    run: () => void navigate({ to: "/clients/$clientId", params: { clientId: id } }),
  }));
  return [
    { title: t("palette.clients"), entries: found },
    { title: t("palette.pages"), entries: pages },
    { title: t("palette.touchpoints"), entries: known },
    { title: t("palette.actions"), entries: actions },
  ].filter((group) => group.entries.length > 0);
}
