import "i18next";
import type app from "../app/texts.en.json";
import type access from "../features/access/texts.en.json";
import type clientsImport from "../features/clients/import/texts.en.json";
import type clientsSegments from "../features/clients/segments/texts.en.json";
import type clients from "../features/clients/texts.en.json";
import type gaps from "../features/design/gaps/texts.en.json";
import type designInventory from "../features/design/inventory/texts.en.json";
import type journeys from "../features/design/journeys/texts.en.json";
import type designPlans from "../features/design/plans/texts.en.json";
import type designPlatform from "../features/design/platform/texts.en.json";
import type world from "../features/design/world/texts.en.json";
import type insight from "../features/insight/texts.en.json";
import type advocacy from "../features/loyalty/advocacy/texts.en.json";
import type expectations from "../features/loyalty/expectations/texts.en.json";
import type ladder from "../features/loyalty/ladder/texts.en.json";
import type plusones from "../features/loyalty/plusones/texts.en.json";
import type portal from "../features/loyalty/portal/texts.en.json";
import type promises from "../features/loyalty/promises/texts.en.json";
import type sprint from "../features/loyalty/sprint/texts.en.json";
import type trust from "../features/loyalty/trust/texts.en.json";
import type prompts from "../features/prompts/texts.en.json";
import type reports from "../features/reports/texts.en.json";
import type signals from "../features/signals/texts.en.json";
import type charts from "../ui/charts/texts.en.json";

// The English catalogs type the keys: t("people.title") is checked, and so are its {{names}}.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: {
      app: typeof app;
      access: typeof access;
      clients: typeof clients;
      "clients/segments": typeof clientsSegments;
      "clients/import": typeof clientsImport;
      "design/inventory": typeof designInventory;
      "design/plans": typeof designPlans;
      "design/gaps": typeof gaps;
      "design/journeys": typeof journeys;
      "design/world": typeof world;
      insight: typeof insight;
      prompts: typeof prompts;
      "loyalty/advocacy": typeof advocacy;
      "loyalty/expectations": typeof expectations;
      "loyalty/plusones": typeof plusones;
      "loyalty/ladder": typeof ladder;
      "loyalty/portal": typeof portal;
      "loyalty/promises": typeof promises;
      "loyalty/sprint": typeof sprint;
      "loyalty/trust": typeof trust;
      reports: typeof reports;
      signals: typeof signals;
      charts: typeof charts;
      "design/platform": typeof designPlatform;
    };
  }
}
