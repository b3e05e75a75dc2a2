// What staff left open in other tabs of this browser goes when the device is handed over: whoever has it now finds every tab.
// Without this script a tab shows what it showed until somebody closes it, and the page of the hand-over asks for that.

const { classList } = document.documentElement
const isOfStaff = classList.contains('app-staff') || classList.contains('app-turned')
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('alongside') : null

if (tabs && isOfStaff) {
  // The staff session is over by then, so the server shows what the person may see.
  tabs.addEventListener('message', () => window.location.replace('/'))
}
if (tabs && document.querySelector('[data-own-side]')) {
  tabs.postMessage('handed over')
}
