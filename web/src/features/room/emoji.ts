/** What riders reach for: feelings, weather, the bike, the café. The system's own picker has all the others. */
export const EMOJI = [
  ..."👍 👎 ❤️ 😂 😮 😢 🙏 🎉".split(" "),
  ..."✅ ❔ ❌ 👏 💪 🔥 🚀 ✨".split(" "),
  ..."😀 😅 😉 😎 😍 🤔 😴 😱".split(" "),
  ..."🚴 🚵 🏃 🏊 ⛷️ 🥾 🚲 🛞".split(" "),
  ..."☀️ 🌤️ 🌧️ ⛈️ ❄️ 🌬️ 🌙 🌈".split(" "),
  ..."☕ 🍰 🥐 🍌 💧 🍻 🍕 🥇".split(" "),
] as const;
