/** The logo of the company that the gallery shows: dark, on a clear ground, as most are. */
import type { LogoActs } from "../../../pwa/src/store/appState";

/** A PNG in base64. */
export const LOGO = [
  "iVBORw0KGgoAAAANSUhEUgAAAOQAAABVBAMAAACr71VuAAAAMFBMVEULUy0AdHQPRzkPRzkPRzkSUEEAKioAAH8A//8AAAAQSDoA",
  "VVUPRjoAPj4PRzkOSTmqAHU5AAAAEHRSTlMjA7PPc/8GAgEA/QNEBIQSqNjWfgAABypJREFUeNrtmm9sE+cdxz95co0d26SJNAFi",
  "VXqLqjUUbUoVDaKWTR5jG+02LftLVbEsa7uUqhI7RhYT1rVWYRCQKplKU0naMq/qKioGyiZVrAih28TSlm2S31ShWmfduj8K9EVs",
  "wDkHjste3B87zl3OBdtvtudN7nnu8fN9vr/n9/e5NI2zpImmr2U06tYkr0H990UaC9nZ8a9rZv0ghcfYY4qxI9lQliKxEjmlNZKl",
  "OQR7P2ioYOUc6HIjBVuczkOoTdYaxzIiAIYHG8jy6XwaeFw3G8cy3QPQMtA49RH/VADIyQ2DnEtYf09daBhk9wb7RaRhkEO2qoZ3",
  "yA2ClH7ieoR6sWyqiJe759POZmbNxrA85pLT1zdGsMVpN2qFdssNgYw0lymSr5cVXbJP5yYcXmdHCWdB+B2mmfXr3ATLh5TSs39q",
  "sKu37Jwf7b37ViDFXqU8cKa9fxN/L/uc+zv5nexR6RYg54bKewm/1OCH9Jc6t/GlW2G5pT8oFbOCTYXO3QJk8dSiwBz+tFx3I4lU",
  "8Npel9RAWpoQlGlmXVKDRbzSFYJs+e5HWarYB2wCoKvkHkRXF3R1Ofb2bJdc7tZFYU3FKr9MqV5G0qGWfL7coUmzBqC3MpK5JyXM",
  "j8Ryb+XbrX3Vk1yrv77uz/d8awBo6e117fsLvXcj7XL7u3qHyyE7Ty3Z0KHqT2h6YrtC4uz9IPLZ7Au6LZEnss9L4uh7PZZkk2uz",
  "rwgfb+ekBlWXQ52nrakj/bLZmkJaYQ2r/+Zh4LacPa2wSLDSc0sg6UlXS/Jvg1DcnYI/fUC8nQXD1sAkhw3fszS2eTjwasuhzhF4",
  "fmtiKomxI6lOElIUAKkAv4n7Qso9HvX0SJWQgz0U//7C6vFh0FRxBLQMgLEActzPFZQlBKUW6quuHBKJNazYZ8xITfDNARGBb1sy",
  "S6TnU77eJ6J7rTU06K1A62OOkZ4AEG1wX07FkHcmhy+Z+lHl0esmEI/TJBl+kJ3f8FKVwj7DC/Hq287TU/E0YFyLobUDsqrmi+EH",
  "HlbbZk1AzREt+LIs9nit3fK91V40xXfcx8MW2Wni2CKMmPF8urAtDegKeyrvAFxI8aHiKcFuz1uD8Bn30drR+UeYRV/XZY/NE8rI",
  "GpIE6Zyfw3PKn8qWqK4cMiYmJLk1e+bMIDGQBMgyGAvMt2t+kFumvddqrjbmbzK0rbvWHdcAjChMqaAkiJ7zjZdTUe+VQp/MeUi2",
  "+FX3caMlWf3sk3d2HP2PnTytuVe9IUwyO7ls+EGKKz6QbJ/x0B/zuPtob6h17WvlEzTmLIU92F8ehHOfKEFWJgSl9lOvcih2r2uX",
  "qoX5xb8sQlxDOJHUUUi3l4fc1K9KkOmdfmekj4x5jJ539vGS9Wf4UwrzD3zs9vwlFUD6w0om28/pXoFBODcEvlEqdCFeRRLyc4Xi",
  "0InxQ+NWhmYYMKgZzyC9svgclZLGrvJfbkoNhuzugy+nNq/iLZvUxST7NUXnsj2hPecytCE7l4G8IqoIJIMUfyefucioM5DmhpTR",
  "eNk5gBSAyJcgH1H8l6smNdifJCLKjUntYc78Yz8x+1SsmCEkF1KMLgPpWw6VaUQerl4B0GwI8SrhgYKCqgImPGNFA9OFNIeWWzAR",
  "nBrE4PZWADfoXob+NopjAEaKvHUTsd2FlHPLrdccLNirkNcByTFXM5pC+wyRGICSI2ZZY86BLE4vq5Shk0HlUAGIRYGNG5yhz7Wz",
  "fwPNBkBGRb9DhhsHVAcyEqCTgeVQ64oU+tN3bY6rW5011UluxLkvDqDJhHqmN29q3uP62PIbAq/2s1kjAHPjCUKh99/niWMpxfrg",
  "UTyyWs8hTwJcGIM3R1t58rXiWNLakVACguG2oLNUX4dDvzj+4DE3uYpFCCl2sFxYAeHxr7yxHkdjxT8CIOlZfJgVcp6D4svAU0Nv",
  "8WbcLqqNAtC0z5L7nkEIT21Trh+0IedWBZGoSA1eZLLUuc5pCI8+ZPXO5XjVcjhb7oeofSDP7reUvjUTtc6y+3CQeohIeQCLvzHx",
  "0m/DDuPC+mO/DjMWXj0D858dvTYRtubGP3yQ6/bdg3lw7+gB2PNuejx5uWkcWqKBdvf9yeAM+vHY1fm0kvKLNT9Sv35ImNZNpWiO",
  "BS53YFFqMJwxSoYsxa+8A9CVBfreluLmWecFpWmiUwPJ4C7ZaBonmQ8ur6q5KdXXzc0s8/rHkwNJ5z5W3hns0ObbZmp4PSGmqyhb",
  "Q0fkGkIiqpk3pNUMUgr0dkE3pTfB8jGlmnk1/IgqicTKqibW7iOqWD4hKLsTqtlHVLF8QlBmdbUT7HS+uomhk7kaSbb5tNRd3cy5",
  "d8M1YnnyjsqiyiJzrXInzZdqJdiLFytGPm9bxV+pU5NEhSeT78xYicTHvdnXALLyy0r2B06JWK+P0YKGt/9D/g9ATtYNsmnJ/25t",
  "sNLd5vP1gvwvqkJJWPulsqUAAAAASUVORK5CYII=",
].join("");

export function logoOf(): LogoActs {
  const bytes = Uint8Array.from(atob(LOGO), (sign) => sign.charCodeAt(0));
  const blob = new Blob([bytes], { type: "image/png" });
  return { logo: async (version) => (version === null ? null : { version: "v1", blob }) };
}
