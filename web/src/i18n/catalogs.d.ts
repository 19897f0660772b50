import "i18next";
import type app from "../app/texts.en.json";
import type access from "../features/access/texts.en.json";

// The English catalog types the keys: t("people.title") is checked, and so are its {{names}}.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: {
      app: typeof app;
      access: typeof access;
    };
  }
}
