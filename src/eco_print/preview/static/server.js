// The server: events from it, questions to it. All addresses are relative to the secret one.

export const client = crypto.randomUUID();

export function listen(handlers) {
  const events = new EventSource(`events/${client}`);
  events.onmessage = (message) => {
    const event = JSON.parse(message.data);
    handlers[event.type]?.(event);
  };
  events.onopen = () => handlers.connected();
  events.onerror = () => handlers.disconnected();
}

export const look = (pages, dpi) =>
  fetch(`look/${client}`, { method: "POST", body: JSON.stringify({ pages, dpi }) }).catch(() => {});

export const pictureAddress = (digest, dpi) => `picture/${digest}-${dpi}.png`;

async function ask(address, options) {
  const answer = await fetch(address, options);
  return answer.status === 200 ? answer.json() : null; // 204: that build is gone
}

export const mapOf = (build, page) => ask(`map/${build}/${page}`);
export const explain = (build, page, box) => ask(`explain/${build}/${page}/${box}`);
export const pin = () => ask("pin", { method: "POST" });
export const compare = (other, page) => ask(`compare/${other}/${page}`);
