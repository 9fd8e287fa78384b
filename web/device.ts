/** The credential of a device that signs its colleague in without a code for 30 days: it stays in this browser, for this page's origin only. */
export interface RememberedDevice {
  readonly email: string;
  readonly device: string;
}

const place = 'redress.device';

export function rememberedDevice(): RememberedDevice | undefined {
  try {
    const { email, device } = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<RememberedDevice>;
    return email && device ? { email, device } : undefined;
  } catch {
    return undefined;
  }
}

export function rememberDevice(remembered: RememberedDevice | undefined): void {
  if (remembered) localStorage.setItem(place, JSON.stringify(remembered));
  else localStorage.removeItem(place);
}
