declare module "virtual:words/en/first" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}

declare module "virtual:words/en/later" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}

declare module "virtual:words/de/first" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}

declare module "virtual:words/de/later" {
  const messages: import("@lingui/core").Messages;
  export default messages;
}
