// What is looked at on a page in the size it has; read by served.py, which puts axe in before.
async ({ rules, besides, without }) => {
  const open = document.querySelector("dialog:modal"); // nothing else can be reached then
  const { violations } = await axe.run(open ?? { exclude: besides }, {
    resultTypes: ["violations"],
    reporter: "no-passes",
    selectors: false,
    elementRef: false,
    iframes: false,
    preload: false,
    runOnly: rules,
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  });
  const shown = (parts) => parts.map((part) => part.outerHTML.slice(0, 120));
  const box = (part) => part.getBoundingClientRect();
  const wide = [document.documentElement, document.getElementById("sheet")];
  const pressed = "button, .button, summary, input:not([type=hidden]), nav a";
  return {
    sins: violations.flatMap((sin) => sin.nodes.map((node) => `${sin.id}: ${node.html.slice(0, 160)}`)),
    // Wider than the screen.
    wide: shown(wide.filter((part) => part?.scrollWidth > innerWidth)),
    // What people can press and is lower or narrower than 48 px; the words of a box tick it too.
    small: shown([...document.querySelectorAll(pressed)].filter((part) => {
      if (!part.checkVisibility() || part.tabIndex < 0) return false;
      const { width, height } = box(part.closest("label.tick") ?? part);
      return Math.min(width, height) < 47.5;
    })),
    // What can be pressed or filled in and reaches beyond the card it is on.
    out: shown([...document.querySelectorAll(".card :is(button, input, a)")].filter((one) => {
      const [part, card] = [box(one), box(one.closest(".card"))];
      return part.width && (part.right > card.right || part.left < card.left);
    })),
  };
}
