/** Every time zone the browser knows, "UTC" among them, as "Europe/Vienna". */
export function timeZones(): string[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes("UTC") ? zones : ["UTC", ...zones];
}

/** Where this browser is. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Options for a ComboBox; the text is the zone with spaces for underlines, so that "new york" finds it. */
export function zoneOptions(): { key: string; label: string }[] {
  return timeZones().map((zone) => ({ key: zone, label: zone.replaceAll("_", " ") }));
}
