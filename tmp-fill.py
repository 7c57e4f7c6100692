import subprocess,re,json,glob
for f in glob.glob('test/content/broken-packs/*.test.ts'):
    s=open(f).read()
    if 'FILL' not in s: continue
    t=s.replace('FILL','...[]')
    t=t.replace("from '../refuses.ts'","from '../../../tmp-collect.ts'")
    open(f+'.tmp.ts','w').write(t)
    out=subprocess.run(['npx','tsx','-e',"globalThis.describe=(t,f)=>f();globalThis.it=()=>{};import('./%s').then(async()=>{const m=await import('./tmp-collect.ts');console.log(JSON.stringify(m.out))})"%(f+'.tmp.ts')],capture_output=True,text=True)
    subprocess.run(['rm',f+'.tmp.ts'])
    try: rows=json.loads(out.stdout.strip().splitlines()[-1])
    except Exception: print(f,out.stdout,out.stderr); continue
    for title,lines in rows:
        print(title); [print('     ',l[:260]) for l in lines]
    it=iter([r for r in rows if r[0]!='accepts'])
    def rep(m):
        title,lines=next(it)
        return ', '.join("'"+l.replace("\\","\\\\").replace("'","\\'")+"'" if "'" in l and '"' in l or "'" not in l else '"'+l+'"' for l in lines)
    s=re.sub('FILL',rep,s)
    open(f+'.filled','w').write(s)
