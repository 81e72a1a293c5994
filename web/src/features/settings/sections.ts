import { KeyRound, LogOut, MonitorSmartphone, Palette, Stethoscope, UserRound } from "lucide-react";

/** Sections of the settings, in order; the id is the end of the address. */
export const SECTIONS = [
  { id: "profile", words: "settings.profile", icon: UserRound },
  { id: "devices", words: "settings.devices", icon: MonitorSmartphone },
  { id: "encryption", words: "settings.encryption", icon: KeyRound },
  { id: "look", words: "settings.look", icon: Palette },
  { id: "diagnostics", words: "settings.diagnostics", icon: Stethoscope },
  { id: "account", words: "settings.account", icon: LogOut },
] as const;
