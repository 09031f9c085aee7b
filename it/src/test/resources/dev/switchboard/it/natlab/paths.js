// SPDX-License-Identifier: Apache-2.0
// Runs in each page before its own scripts: remembers the RTCPeerConnections, so that a test can ask by which candidates they are
// connected, and may give them other ICE servers.
(() => {
  const all = [];
  const states = [];
  const errors = [];
  const candidates = [];
  const changed = (config) =>
    config?.iceServers && globalThis.iceServersInstead ? { ...config, iceServers: globalThis.iceServersInstead(config.iceServers) } : config;

  globalThis.RTCPeerConnection = class RTCPeerConnection extends globalThis.RTCPeerConnection {
    constructor(config) {
      super(changed(config));
      all.push(this);
      this.addEventListener("connectionstatechange", () => states.push(this.connectionState));
      this.addEventListener("icecandidateerror", ({ errorCode, errorText, url }) => errors.push(`${errorCode} ${url} ${errorText}`));
      this.addEventListener("icecandidate", ({ candidate }) => candidate?.candidate && candidates.push(candidate.candidate));
    }

    setConfiguration(config) {
      super.setConfiguration(changed(config));
    }
  };

  const open = () => all.filter(({ connectionState }) => connectionState !== "closed");

  async function selected(connection) {
    const stats = await connection.getStats();
    const transport = [...stats.values()].find(({ type }) => type === "transport");
    const pair = stats.get(transport?.selectedCandidatePairId);
    if (!pair || connection.connectionState !== "connected") return connection.connectionState;
    const [local, remote] = [stats.get(pair.localCandidateId), stats.get(pair.remoteCandidateId)];
    const ends = `${local.candidateType}/${remote.candidateType}`;
    return local.candidateType === "relay" ? `${ends} ${local.relayProtocol}` : ends;
  }

  async function frames() {
    let sum = 0;
    for (const connection of open())
      for (const part of (await connection.getStats()).values()) if (part.type === "inbound-rtp") sum += part.framesDecoded ?? 0;
    return sum;
  }

  let longest = 0;

  globalThis.paths = {
    states,
    errors,

    /** Of the connections that are open: by which candidates, or in which state. */
    selected: () => Promise.all(open().map(selected)),

    /** How often the connections began to gather candidates, at most. */
    attempts: () => Math.max(0, ...candidates.map((one) => 1 + Number(/ generation (\d+)/.exec(one)?.[1]))),

    relays: () => candidates.filter((one) => one.includes(" typ relay ")).length,

    /** Remembers from now on for how long nothing is decoded. */
    async measure() {
      let [seen, since] = [await frames(), performance.now()];
      longest = 0;
      setInterval(async () => {
        const now = await frames();
        longest = Math.max(longest, performance.now() - since);
        if (now !== seen) [seen, since] = [now, performance.now()];
      }, 50);
    },

    /** The longest time without a new frame, in ms. */
    gap: () => Math.round(longest),

    async story() {
      return JSON.stringify({ selected: await paths.selected(), states, errors, candidates }, null, 1);
    },
  };
})();
