import csv
from collections import defaultdict
from io import StringIO

from forms import show

TEXT = """date,region,product,units,price
2024-01-03,North,apple,10,0.50
2024-01-04,South,pear,4,0.80
2024-01-10,North,pear,6,0.75
2024-02-01,South,apple,12,0.45
2024-02-11,East,"fig, dried",3,2.50
2024-02-12,North,apple,20,0.50
"""
sales = list(csv.DictReader(StringIO(TEXT)))
regions, months = defaultdict(float), defaultdict(int)
for s in sales:
    s["units"], s["price"] = int(s["units"]), float(s["price"])
    s["total"] = s["units"] * s["price"]
    regions[s["region"]] += s["total"]
    months[s["date"][:7]] += s["units"]
print(f"rows: {len(sales)}, columns: {TEXT.split()[0].replace(',', ' ')}")
print("products: " + show(sorted({s["product"] for s in sales})))
print("by region: " + show(dict(sorted(regions.items()))))
print("best month:", max(months, key=months.get))
print(f"{'region':<8}{'product':<12}{'units':<6}{'total':<8}")
print("-" * 34)
for s in sorted(sales, key=lambda s: (s["region"], -s["units"])):
    print(f"{s['region']:<8}{s['product']:<12}{s['units']:>6}{s['total']:>8.2f}")
print("-" * 34)
print(f"{'all':<8}{'':<12}{sum(s['units'] for s in sales):>6}{sum(s['total'] for s in sales):>8.2f}")
cheap = [s["units"] for s in sales if s["price"] < 0.6]
print(f"cheap ones: {len(cheap)} of {len(sales)}, mean units {sum(cheap) // len(cheap)}")
