/** What a command takes and what it answers with when it went well. */
export type Command<Input, Output = null> = { input: Input; output: Output };
