import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { Button } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { languageNames, languages } from "../i18n/languages";
import { Chevron } from "../ui/Chevron";
import { Menu, MenuChoice, MenuItem, MenuLine } from "../ui/Menu";
import { setTheme, type Theme, useTheme } from "../ui/theme";
import { useMay, useMe } from "./me";
import { useChangeLanguage, useSignOut, useSwitchOrganization } from "./queries";
import styles from "./Shell.module.css";

const NewOrganizationDialog = lazy(() => import("./NewOrganizationDialog"));

const themes: readonly Theme[] = ["system", "light", "dark"];

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

/** Who I am and where; language, theme, the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const mayStart = useMay("manage_organization");
  const theme = useTheme();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const switchTo = useSwitchOrganization();
  const changeLanguage = useChangeLanguage();
  const [starting, setStarting] = useState(false);

  const act = (key: string) => {
    if (key === "settings") void navigate({ to: "/settings" });
    if (key === "sign-out") signOut.mutate();
    if (key === "new-organization") setStarting(true);
  };
  return (
    <>
      <Menu
        label={t("account.yours")}
        placement="top start"
        onAction={act}
        trigger={
          <Button className={styles.account}>
            {/* Drawn, not written: the name says it. */}
            <span className={styles.initials} data-initials={initialsOf(me.person.name)} />
            <span>
              <span className="sr">{t("account.yours")} </span>
              <b>{me.person.name}</b> <small>{me.organization.name}</small>
            </span>
            <Chevron />
          </Button>
        }
      >
        {me.organizations.length > 1 && (
          <MenuChoice
            heading={t("account.organization")}
            selected={me.organization.id}
            onSelect={(id) => id !== me.organization.id && switchTo.mutate(id)}
          >
            {me.organizations.map((each) => (
              <MenuItem key={each.id} id={each.id}>
                {each.name}
              </MenuItem>
            ))}
          </MenuChoice>
        )}
        {mayStart && <MenuItem id="new-organization">{t("account.newOrganization")}</MenuItem>}
        {(me.organizations.length > 1 || mayStart) && <MenuLine />}
        <MenuChoice heading={t("account.language")} selected={i18n.language} onSelect={changeLanguage.mutate}>
          {languages.map((each) => (
            <MenuItem key={each} id={each}>
              {languageNames[each]}
            </MenuItem>
          ))}
        </MenuChoice>
        <MenuChoice heading={t("account.theme")} selected={theme} onSelect={(key) => setTheme(key as Theme)}>
          {themes.map((each) => (
            <MenuItem key={each} id={each}>
              {t(`account.${each}`)}
            </MenuItem>
          ))}
        </MenuChoice>
        <MenuLine />
        <MenuItem id="settings">{t("account.settings")}</MenuItem>
        <MenuItem id="sign-out">{t("account.signOut")}</MenuItem>
      </Menu>
      {starting && (
        <Suspense>
          <NewOrganizationDialog onClose={() => setStarting(false)} />
        </Suspense>
      )}
    </>
  );
}
