import { expect, it } from "vitest";
import { browserOf } from "./browsers";

it.each([
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge", "Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari", "iPhone"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox", "Linux"],
  ["Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36", "Chrome", "Android"],
  ["curl/8.5.0", "curl", undefined],
  ["", undefined, undefined],
])("%s", (userAgent, browser, system) => {
  expect(browserOf(userAgent)).toEqual({ ...(browser && { browser }), ...(system && { system }) });
});
