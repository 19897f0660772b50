import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { i18n, startTexts } from "../i18n/i18n";

beforeAll(async () => {
  if (!i18n.isInitialized) await startTexts();
  await i18n.changeLanguage("en");
});

afterEach(cleanup);
